package dev.sotto.orchestrator.assistant.intent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How near a sentence is to each task and article; best first.
 *
 * @param elsewhere likeness to what is commonly wished for and covered by neither
 */
public record Ranking(List<Near> tasks, List<Near> articles, double elsewhere) {
    /**
     * @param name a task's name, or an article's topic
     * @param score -1 to 1; from about 0.45 it means something
     */
    public record Near(String name, double score) {}

    private static final Near NOTHING = new Near("", -1);

    public Near task() {
        return tasks.isEmpty() ? NOTHING : tasks.get(0);
    }

    public Near article() {
        return articles.isEmpty() ? NOTHING : articles.get(0);
    }

    /** The better score of each, for two ways to look at the same words. */
    public Ranking best(Ranking other) {
        return new Ranking(
                best(tasks, other.tasks), best(articles, other.articles), Math.max(elsewhere, other.elsewhere));
    }

    private static List<Near> best(List<Near> ours, List<Near> others) {
        List<Near> best = new ArrayList<>(ours.size());
        for (Near our : ours) {
            double score = our.score;
            for (Near other : others) {
                score = other.name.equals(our.name) ? Math.max(score, other.score) : score;
            }
            best.add(new Near(our.name, score));
        }
        best.sort(Comparator.comparingDouble(Near::score).reversed());
        return List.copyOf(best);
    }
}
