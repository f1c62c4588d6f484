package dev.sotto.orchestrator.assistant.intent;

import dev.sotto.orchestrator.task.Article;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The examples of tasks and the questions of articles as vectors, made once at start.
 *
 * <p>A sentence's score is mostly its likeness to the nearest example and a little to the middle of all of them: the
 * nearest alone is fooled by one odd example, the middle alone by tasks that are said in several ways.
 */
public final class IntentIndex {
    static final double NEAREST_SHARE = 0.8;

    private final List<Entry> tasks;
    private final List<Entry> articles;
    private final List<float[]> elsewhere;

    private IntentIndex(List<Entry> tasks, List<Entry> articles, List<float[]> elsewhere) {
        this.tasks = tasks;
        this.articles = articles;
        this.elsewhere = elsewhere;
    }

    private record Entry(String name, List<float[]> examples, float[] middle) {}

    /** Embeds everything: some milliseconds per example, on a worker. */
    public static IntentIndex of(Playbook playbook, Embedder embedder) {
        List<Entry> tasks = new ArrayList<>();
        for (Task task : playbook.tasks().values()) {
            List<String> examples = new ArrayList<>(task.when());
            if (examples.isEmpty()) {
                examples.add(task.title());
            }
            tasks.add(entry(task.name(), examples, embedder));
        }
        List<Entry> articles = new ArrayList<>();
        for (Article article : playbook.knowledge()) {
            List<String> questions = new ArrayList<>(article.questions());
            questions.add(article.topic());
            articles.add(entry(article.topic(), questions, embedder));
        }
        return new IntentIndex(List.copyOf(tasks), List.copyOf(articles), elsewhere(embedder));
    }

    private static List<float[]> elsewhere(Embedder embedder) {
        try (InputStream file = IntentIndex.class.getResourceAsStream("elsewhere.txt")) {
            if (file == null) {
                throw new IOException("not on the class path: elsewhere.txt");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> embedder.embed(plain(line)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Entry entry(String name, List<String> examples, Embedder embedder) {
        List<float[]> vectors = new ArrayList<>();
        for (String example : examples) {
            vectors.add(embedder.embed(plain(example)));
        }
        return new Entry(name, List.copyOf(vectors), middle(vectors));
    }

    /** As a recogniser would write it: punctuation and case must not decide. */
    public static String plain(String sentence) {
        return sentence.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('_', ' ')
                .replaceAll("[^\\p{L}\\p{N}'$ ]+", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static float[] middle(List<float[]> vectors) {
        float[] sum = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int index = 0; index < sum.length; index++) {
                sum[index] += vector[index];
            }
        }
        double length = Math.sqrt(likeness(sum, sum));
        for (int index = 0; index < sum.length && length > 0; index++) {
            sum[index] = (float) (sum[index] / length);
        }
        return sum;
    }

    /** Ranks tasks and articles for a sentence's vector. */
    public Ranking rank(float[] sentence) {
        double nearest = -1;
        for (float[] wish : elsewhere) {
            nearest = Math.max(nearest, likeness(wish, sentence));
        }
        return new Ranking(rank(tasks, sentence), rank(articles, sentence), nearest);
    }

    private static List<Ranking.Near> rank(List<Entry> entries, float[] sentence) {
        List<Ranking.Near> ranked = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            double nearest = -1;
            for (float[] example : entry.examples) {
                nearest = Math.max(nearest, likeness(example, sentence));
            }
            double score = NEAREST_SHARE * nearest + (1 - NEAREST_SHARE) * likeness(entry.middle, sentence);
            ranked.add(new Ranking.Near(entry.name, score));
        }
        ranked.sort(Comparator.comparingDouble(Ranking.Near::score).reversed());
        return List.copyOf(ranked);
    }

    /** How alike two vectors of length one are. */
    public static double likeness(float[] one, float[] other) {
        double product = 0;
        for (int index = 0; index < one.length; index++) {
            product += (double) one[index] * other[index];
        }
        return product;
    }
}
