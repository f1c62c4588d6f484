package dev.sotto.loadtest.desk;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * What people decide, by the facts and by a chance that belongs to the caller: asked at the desk or met in person, the same
 * caller gets the same decision at the same point when the facts are the same. Any thread.
 */
public record Decisions(Draws draws, Odds odds) {
    public static Decisions of(long seed, Odds odds) {
        return new Decisions(new Draws(seed), odds);
    }

    /** True when it is approved. */
    public boolean approves(int caller, String point, Map<String, String> facts) {
        return chance(caller, point).nextDouble() >= odds.declined(facts);
    }

    /** Which of so many proposals, counted from 1. */
    public int choice(int caller, String point, int proposals) {
        SplittableRandom chance = chance(caller, point);
        double sum = 0;
        for (int i = 0; i < proposals; i++) {
            sum += weight(i);
        }
        double left = chance.nextDouble() * sum;
        for (int i = 0; i < proposals; i++) {
            left -= weight(i);
            if (left < 0) {
                return i + 1;
            }
        }
        return Math.max(1, proposals);
    }

    /** True when they give words of their own. */
    public boolean instructs(int caller, String point) {
        return chance(caller, point).nextDouble() >= odds.declineInstruction();
    }

    /** Those words. */
    public String words(int caller, String point) {
        return odds.words()
                .get(chance(caller, "words " + point).nextInt(odds.words().size()));
    }

    private double weight(int proposal) {
        if (odds.choices().isEmpty()) {
            return 1;
        }
        return proposal < odds.choices().size() ? odds.choices().get(proposal) : 0;
    }

    private SplittableRandom chance(int caller, String point) {
        return draws.of(caller, "decide " + point);
    }
}
