package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.orchestrator.task.Article;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads knowledge: {@code # topic}, then the questions as a list, then the answer as paragraphs; any number of articles to a
 * file.
 */
final class KnowledgeReader {
    /** Longer answers are hard to listen to. */
    private static final int LONG_ANSWER = 400;

    private static final int LONGEST_ANSWER = 2_000;

    private final Problems problems;
    private final List<Article> articles = new ArrayList<>();
    private final Map<String, Place> topics = new HashMap<>();
    private final Map<String, Place> questions = new HashMap<>();

    KnowledgeReader(Problems problems) {
        this.problems = problems;
    }

    void read(String file, String text) {
        Draft draft = null;
        int number = 0;
        int before = articles.size();
        boolean anything = false;
        for (String raw : text.split("\\R", -1)) {
            number++;
            String line = raw.strip();
            Place at = new Place(file, number, 1);
            if (line.startsWith("#")) {
                finish(draft);
                draft = new Draft(line.replaceFirst("^#+\\s*", "").strip(), at);
                anything = true;
            } else if (draft != null) {
                draft.take(line, at);
            } else if (!line.isEmpty()) {
                problems.error(at, "this stands before the first topic", "begin with '# topic'");
                anything = true;
                draft = new Draft("", at);
                draft.broken = true;
            }
        }
        finish(draft);
        if (!anything && articles.size() == before) {
            problems.warning(new Place(file, 1, 1), "the file is empty", "");
        }
    }

    List<Article> articles() {
        return List.copyOf(articles);
    }

    private void finish(@Nullable Draft draft) {
        if (draft == null || draft.broken) {
            return;
        }
        if (draft.topic.isEmpty()) {
            problems.error(draft.at, "the topic has no name", "# opening hours");
            return;
        }
        Place first = topics.putIfAbsent(draft.topic.toLowerCase(Locale.ROOT), draft.at);
        if (first != null) {
            problems.error(draft.at, "the topic '" + draft.topic + "' is there twice", "the first is in " + first);
        }
        if (draft.questions.isEmpty()) {
            problems.error(draft.at, "'" + draft.topic + "' has no questions", "list them: - When are you open?");
        }
        String answer = draft.answer.toString().strip();
        if (answer.isEmpty()) {
            problems.error(
                    draft.at,
                    "'" + draft.topic + "' has no answer",
                    "write it below the questions, after an empty line");
        } else if (answer.length() > LONGEST_ANSWER) {
            problems.error(draft.at, "the answer is longer than " + LONGEST_ANSWER + " characters", "split the topic");
        } else if (answer.length() > LONG_ANSWER) {
            problems.warning(
                    draft.at,
                    "the answer is longer than " + LONG_ANSWER + " characters",
                    "short ones are easier to listen to");
        }
        articles.add(new Article(draft.topic, List.copyOf(draft.questions), answer, Texts.position(draft.at)));
    }

    /** An article that is being read. */
    private final class Draft {
        private final String topic;
        private final Place at;
        private final List<String> questions = new ArrayList<>();
        private final StringBuilder answer = new StringBuilder();
        private boolean broken;

        Draft(String topic, Place at) {
            this.topic = topic;
            this.at = at;
        }

        void take(String line, Place place) {
            boolean item = line.startsWith("- ") || line.startsWith("* ");
            if (line.isEmpty() || broken) {
                return;
            }
            if (!item) {
                answer.append(answer.isEmpty() ? "" : " ").append(line);
            } else if (!answer.isEmpty()) {
                problems.error(
                        place,
                        "a list stands in the answer",
                        "questions come first; the answer is spoken, so write sentences");
            } else {
                question(line.substring(2).strip(), place);
            }
        }

        private void question(String question, Place place) {
            Place first = questionsOfAll().putIfAbsent(question.toLowerCase(Locale.ROOT), place);
            if (first != null) {
                problems.warning(place, "'" + question + "' is there twice", "the first is in " + first);
            }
            questions.add(question);
        }

        private Map<String, Place> questionsOfAll() {
            return KnowledgeReader.this.questions;
        }
    }
}
