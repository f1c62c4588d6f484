package dev.sotto.loadtest.centre;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws a seed's callers. Arrivals have a generator of their own and every caller has one, so that a changed setting of one kind
 * doesn't change all the others' luck: the same caller 17 comes at the same moment whatever the consult rate is.
 */
public final class CallerStream {
    private static final List<String> REFUND = List.of("I want a refund", "I want my money back");
    private static final List<String> DAMAGED = List.of("my item is broken");
    private static final List<String> STATUS = List.of("where is my order");
    private static final double REFUND_OF_CONSULTS = 0.6;
    private static final double SMALL_OF_REST = 0.3;
    private static final int FIRST_ORDER = 200_000;
    private static final int ORDERS = 700_000;

    private CallerStream() {}

    /** In the order in which they arrive: the warm-up, then those who count. */
    public static List<PlannedCaller> draw(Population population, long seed) {
        SplittableRandom arrivals = new SplittableRandom(seed * 1_000_003);
        int count = population.warmUp() + population.callers();
        List<PlannedCaller> callers = new ArrayList<>(count);
        double seconds = 0;
        for (int i = 0; i < count; i++) {
            seconds += -Math.log(1 - arrivals.nextDouble()) * 60 / population.perMinute();
            callers.add(caller(population, seed, i, seconds));
        }
        return List.copyOf(callers);
    }

    private static PlannedCaller caller(Population population, long seed, int index, double seconds) {
        SplittableRandom own = new SplittableRandom(seed * 7_368_787 + index);
        double needs = own.nextDouble();
        double which = own.nextDouble();
        int words = own.nextInt(Integer.MAX_VALUE);
        double patience = own.nextGaussian();
        double barges = own.nextDouble();
        double asks = own.nextDouble();
        double falls = own.nextDouble();
        double silent = own.nextDouble();
        double leaves = own.nextDouble();
        double when = own.nextDouble();
        Intent intent = intent(needs < population.consultRate(), which);
        return new PlannedCaller(
                index,
                ofSeconds(seconds),
                intent,
                order(seed, index),
                opening(intent, words),
                ofSeconds(seconds(population.patience()) * Math.exp(population.patienceSpread() * patience)),
                barges < population.bargesIn(),
                asks < population.asksAside(),
                falls < population.fallsSilent() ? ofSeconds(5 + 6 * silent) : Duration.ZERO,
                leaves < population.hangsUpEarly() ? Optional.of(ofSeconds(3 + 27 * when)) : Optional.empty(),
                index >= population.warmUp());
    }

    private static Intent intent(boolean needsPerson, double which) {
        if (needsPerson) {
            return which < REFUND_OF_CONSULTS ? Intent.REFUND : Intent.DAMAGED;
        }
        return which < SMALL_OF_REST ? Intent.SMALL_REFUND : Intent.STATUS;
    }

    private static String opening(Intent intent, int words) {
        List<String> of = switch (intent) {
            case REFUND, SMALL_REFUND -> REFUND;
            case DAMAGED -> DAMAGED;
            case STATUS -> STATUS;
        };
        return of.get(words % of.size());
    }

    /** A step that shares no factor with the number of orders: each is met once before any is met again. */
    private static String order(long seed, int index) {
        long place = Math.floorMod(seed * 9_973 + index * 4_241L, (long) ORDERS);
        return Long.toString(FIRST_ORDER + place);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
