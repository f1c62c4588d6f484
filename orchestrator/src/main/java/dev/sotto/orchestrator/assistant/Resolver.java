package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.intent.Embedder;
import dev.sotto.orchestrator.assistant.intent.IntentIndex;
import dev.sotto.orchestrator.assistant.intent.Ranking;
import dev.sotto.orchestrator.assistant.slot.ReadingRules;
import dev.sotto.orchestrator.assistant.slot.SlotReader;
import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.task.Article;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The second reading: what open words are most like. Runs on a worker, because embedding takes milliseconds.
 *
 * <p>The thresholds were set on the labelled corpus in the tests ({@code utterances.tsv}); change them only with it.
 */
final class Resolver {
    /** Below it, words are about nothing that we know. */
    static final double TASK = 0.42;

    /** Likeness from which doubtful words are believed. */
    static final double FAMILIAR = 0.75;

    static final double ARTICLE = 0.54;
    /** In the middle of something else, a task must be wanted clearly. */
    static final double TASK_ASIDE = 0.58;
    /** Two tasks nearer to each other than this are as likely. */
    static final double TIE = 0.03;
    /** How much a question's form speaks for knowledge. */
    static final double QUESTION_BONUS = 0.08;

    /** By how much a wish that nothing covers must be nearer than what is covered. */
    static final double ELSEWHERE = 0.03;
    /** By how much the best choice must lead the second. */
    static final double CHOICE_LEAD = 0.12;

    /** Below it, an article has nothing to do with the words. */
    private static final double RELATED = 0.3;

    private static final double REAL_WORDS = 0.7;
    private static final String NUMBER =
            "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|\\w+teen|eleven|twelve|twenty|thirty|forty|fifty|sixty"
                    + "|seventy|eighty|ninety|hundred|thousand|double|triple|oh|[#\\d][\\d-]*)";
    private static final Pattern LONG_NUMBERS =
            Pattern.compile("\\b(?:" + NUMBER + "(?: " + NUMBER + "){3,30}|\\d[\\d-]{3,})\\b");
    private static final Pattern FILLERS =
            Pattern.compile("\\b(?:um+|uh+|er+m?|hi|hello|hey|please|thanks|thank you|good morning|good afternoon)\\b");
    /** Says that something is asked, and nothing about what. */
    private static final Pattern CARRIERS = Pattern.compile(
            "^(?:(?:by the way|can|could|would|will|you|please|so|and|um|just|i|do|to) ){0,6}"
                    + "(?:tell me|do you know|i want to know|i'd like to know|like to know|want to know|wondering|any idea|you know) (?:if |whether )?(?=\\S+ \\S+)");

    private static final Pattern LAST_WISH = Pattern.compile(
            ".*\\b((?:i want|i'd like|i need|i would like|can i|could i|can you|could you|i wanted|i'm calling|please) .{6,})$");
    private static final Pattern PEOPLE = Pattern.compile(
            "\\b(?:i|i'm|i've|i'd|my|we|our|you|your|it|it's|me|there's|there|this|these|is|are|was|has|have|doesn't|won't)\\b");

    private final Playbook playbook;
    private final Embedder embedder;
    private final IntentIndex index;
    /** What a long number is, for likeness ("check 482913" is "check my order"); a number itself is like nothing. */
    private final String numberNoun;

    /** Articles by likeness, best first; blocks for some milliseconds. */
    List<Article> nearest(String plain, int most) {
        return index.rank(embedder.embed(plain)).articles().stream()
                .filter(near -> near.score() >= RELATED)
                .limit(most)
                .flatMap(near -> playbook.knowledge().stream()
                        .filter(article -> article.topic().equals(near.name())))
                .toList();
    }

    Resolver(Playbook playbook, Embedder embedder, IntentIndex index) {
        this.playbook = playbook;
        this.embedder = embedder;
        this.index = index;
        this.numberNoun = playbook.tasks().values().stream()
                .flatMap(task -> task.slots().values().stream())
                .filter(slot -> slot.type() == SlotType.DIGITS)
                .findFirst()
                .map(slot -> slot.name().replace('_', ' ').replace(" number", ""))
                .orElse("number");
    }

    /** @param all the whole utterance: a wanted task's slots may stand anywhere in it */
    Interpretation resolve(List<Part> parts, Words all, Focus focus, ReadingRules rules) {
        List<Meaning> meanings = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Known known) {
                meanings.add(known.meaning());
            } else if (part instanceof Part.Open open) {
                resolve(open, all, focus, rules).ifPresent(meanings::add);
            }
        }
        return Settling.settle(meanings, focus, playbook.persona().personTask());
    }

    /** True for words that are nearly an example of a task or a question of an article. */
    boolean isFamiliar(Words words) {
        Ranking ranking = rank(words, false);
        return Math.max(ranking.task().score(), ranking.article().score()) >= FAMILIAR;
    }

    private Optional<Meaning> resolve(Part.Open open, Words all, Focus focus, ReadingRules rules) {
        Ranking ranking = rank(open.words(), focus.slot() == null);
        Slot slot = focus.slot();
        return switch (open.role()) {
            case WISH -> Optional.of(wish(open.words(), ranking, all, rules));
            case QUESTION -> Optional.of(question(open.words(), ranking, all, focus, rules));
            case BUSY -> Optional.of(busy(open.words(), ranking, all, focus, rules));
            case ASIDE -> Optional.of(aside(open.words(), ranking, all, focus, rules));
            case TEXT, TEXT_QUESTION -> {
                Optional<Meaning> given =
                        slot == null ? Optional.empty() : UtteranceReader.textGiven(open.words(), slot, rules);
                yield open.role() == Part.Role.TEXT
                        ? otherTask(ranking, all, focus, rules).or(() -> given)
                        : Optional.of(textQuestion(open.words(), ranking, all, focus, rules, given));
            }
        };
    }

    private Ranking rank(Words words, boolean nameNumbers) {
        String plain = IntentIndex.plain(words.plain());
        String spoken =
                CARRIERS.matcher(FILLERS.matcher(plain).replaceAll(" ").strip()).replaceFirst("");
        String bare = IntentIndex.plain(LONG_NUMBERS.matcher(spoken).replaceAll(" "));
        boolean named = !nameNumbers || bare.isEmpty() || bare.contains(numberNoun);
        String sentence =
                named ? bare : IntentIndex.plain(LONG_NUMBERS.matcher(spoken).replaceAll(" my " + numberNoun + " "));
        if (sentence.isEmpty()) {
            return new Ranking(List.of(), List.of(), -1);
        }
        Ranking whole = index.rank(embedder.embed(sentence));
        var wish = LAST_WISH.matcher(sentence);
        return wish.matches() && wish.group(1).length() < sentence.length()
                ? whole.best(index.rank(embedder.embed(wish.group(1))))
                : whole;
    }

    private Meaning wish(Words said, Ranking ranking, Words all, ReadingRules rules) {
        Ranking.Near task = ranking.task();
        if (isElsewhere(ranking)) {
            return notCovered(said, 3, true);
        }
        if (ranking.article().score() >= ARTICLE && ranking.article().score() > task.score() + QUESTION_BONUS) {
            return answered(ranking.article());
        }
        if (task.score() < TASK) {
            return notCovered(
                    said,
                    4,
                    Phrasing.isWish(said) || PEOPLE.matcher(said.plain()).find());
        }
        List<Ranking.Near> tasks = ranking.tasks();
        if (tasks.size() > 1
                && task.score() - tasks.get(1).score() < TIE
                && tasks.get(1).score() >= TASK) {
            return new Meaning.Ambiguous(List.of(task.name(), tasks.get(1).name()));
        }
        return wanted(task.name(), said, all, rules);
    }

    private Meaning question(Words asked, Ranking ranking, Words all, Focus focus, ReadingRules rules) {
        Ranking.Near article = ranking.article();
        Ranking.Near task = ranking.task();
        boolean ask = focus.task() == null || !task.name().equals(focus.task()) || Phrasing.isRequest(asked);
        if (isElsewhere(ranking)) {
            return notCovered(asked, 3, true);
        }
        double bonus = Phrasing.isRequest(asked) ? 0 : QUESTION_BONUS;
        if (article.score() >= ARTICLE && article.score() + bonus >= task.score()) {
            return answered(article);
        }
        if (ask && task.score() >= (focus.task() == null ? TASK : TASK_ASIDE)) {
            return wanted(task.name(), asked, all, rules);
        }
        return article.score() >= ARTICLE ? answered(article) : notCovered(asked, 3, true);
    }

    private static boolean isElsewhere(Ranking ranking) {
        double ours = Math.max(ranking.task().score(), ranking.article().score());
        return ranking.elsewhere() >= TASK && ranking.elsewhere() > ours + ELSEWHERE;
    }

    /** While a person thinks, what the customer only remarks is heard and no more; the person sees it. */
    private Meaning busy(Words said, Ranking ranking, Words all, Focus focus, ReadingRules rules) {
        if (Phrasing.isQuestion(said) || Phrasing.isWish(said)) {
            return aside(said, ranking, all, focus, rules);
        }
        return otherTask(ranking, all, focus, rules).orElseGet(() -> remark(said));
    }

    private Meaning remark(Words said) {
        return notCovered(said, 2, true) instanceof Meaning.NotCovered
                ? new Meaning.Acknowledged()
                : new Meaning.Unclear();
    }

    private Meaning aside(Words said, Ranking ranking, Words all, Focus focus, ReadingRules rules) {
        if (Phrasing.isQuestion(said)) {
            return question(said, ranking, all, focus, rules);
        }
        Optional<Meaning> choice = choice(said, focus);
        if (choice.isPresent()) {
            return choice.get();
        }
        if (ranking.task().score() >= TASK_ASIDE && ranking.task().name().equals(focus.task())) {
            // "I want a refund", in the middle of the refund: nothing new
            return new Meaning.Unclear();
        }
        return otherTask(ranking, all, focus, rules).orElseGet(() -> notCovered(said, 4, Phrasing.isWish(said)));
    }

    /** "Money back" for "Refund it": alike in meaning, with no word in common. */
    private Optional<Meaning> choice(Words said, Focus focus) {
        Slot slot = focus.slot();
        if (slot == null || slot.type() != SlotType.CHOICE || focus.yesNo()) {
            return Optional.empty();
        }
        float[] vector = embedder.embed(IntentIndex.plain(said.plain()));
        String best = "";
        double first = -1;
        double second = -1;
        for (String choice : slot.choices()) {
            double score = IntentIndex.likeness(vector, embedder.embed(IntentIndex.plain(choice)));
            second = score > first ? first : Math.max(second, score);
            best = score > first ? choice : best;
            first = Math.max(first, score);
        }
        return first >= TASK && first - second >= CHOICE_LEAD
                ? Optional.of(new Meaning.SlotGiven(slot.name(), best))
                : Optional.empty();
    }

    private Optional<Meaning> otherTask(Ranking ranking, Words all, Focus focus, ReadingRules rules) {
        Ranking.Near task = ranking.task();
        return task.score() >= TASK_ASIDE && !task.name().equals(focus.task())
                ? Optional.of(wanted(task.name(), all, all, rules))
                : Optional.empty();
    }

    private Meaning textQuestion(
            Words said, Ranking ranking, Words all, Focus focus, ReadingRules rules, Optional<Meaning> given) {
        boolean toUs = said.plain().matches(".*\\b(?:you|your|u)\\b.*")
                || ranking.article().score() >= ARTICLE;
        Optional<Meaning> task = Phrasing.isRequest(said) ? otherTask(ranking, all, focus, rules) : Optional.empty();
        if (task.isPresent()) {
            return task.get();
        }
        return toUs ? question(said, ranking, all, focus, rules) : given.orElseGet(Meaning.Unclear::new);
    }

    private Meaning answered(Ranking.Near near) {
        for (Article article : playbook.knowledge()) {
            if (article.topic().equals(near.name())) {
                return new Meaning.Answered(article.topic(), article.answer(), near.score());
            }
        }
        throw new IllegalStateException("no article " + near.name());
    }

    /** The task, with what the same words say about its slots; the rest of the utterance where they say nothing. */
    private Meaning wanted(String name, Words said, Words all, ReadingRules rules) {
        Map<String, Object> slots = new LinkedHashMap<>();
        Task task = playbook.tasks().get(name);
        ReadingRules strict = new ReadingRules(rules.today(), rules.dayFirst(), false);
        if (task != null) {
            for (Slot slot : task.slots().values()) {
                if (slot.type() != SlotType.TEXT) {
                    SlotReader reader = SlotReader.of(slot.type());
                    reader.read(said, slot, strict)
                            .or(() -> reader.read(all, slot, strict))
                            .ifPresent(reading -> slots.put(slot.name(), reading.value()));
                }
            }
        }
        return new Meaning.TaskWanted(name, slots);
    }

    /** A person is asked only for what is language: enough words, and real ones. */
    private Meaning notCovered(Words said, int fewest, boolean form) {
        long real = said.words().stream()
                .filter(word -> embedder.knows(word.plain().replaceAll("'.*", ""))
                        || word.plain().matches("[ai]|\\d+|i'\\w+"))
                .count();
        boolean language = real >= REAL_WORDS * said.size() && said.size() >= fewest;
        return language && form ? new Meaning.NotCovered(Phrasing.forReading(said)) : new Meaning.Unclear();
    }
}
