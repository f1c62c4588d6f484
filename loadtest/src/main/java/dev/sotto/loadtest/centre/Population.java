package dev.sotto.loadtest.centre;

import java.time.Duration;

/**
 * Who calls.
 *
 * @param callers counted ones of a seed
 * @param warmUp callers before them, who fill the lines and are not counted
 * @param perMinute arrivals of a Poisson process
 * @param consultRate share of callers whose wish needs a person
 * @param patience median of how long a caller waits for a person, from the point at which one is needed
 * @param patienceSpread sigma of its logarithm
 * @param bargesIn share who speak before the greeting is over
 * @param asksAside share who have a question of their own while something is waited for
 * @param fallsSilent share who say nothing for a while where an answer is expected
 * @param hangsUpEarly share who hang up within the first half minute, whatever happens
 */
public record Population(
        int callers,
        int warmUp,
        double perMinute,
        double consultRate,
        Duration patience,
        double patienceSpread,
        double bargesIn,
        double asksAside,
        double fallsSilent,
        double hangsUpEarly) {
    public Population {
        if (callers < 1 || warmUp < 0 || !(perMinute > 0)) {
            throw new IllegalArgumentException("no callers, or none in a minute");
        }
        share("consult rate", consultRate);
        share("barge-in", bargesIn);
        share("side questions", asksAside);
        share("silence", fallsSilent);
        share("early hang-ups", hangsUpEarly);
    }

    /** Half a support line's callers are gone after 95 s in a queue. */
    public static final Duration SUPPORT_LINE = Duration.ofSeconds(95);

    public static final double PATIENCE_SPREAD = 0.6;

    /** Callers with the usual manners. */
    public static Population of(int callers, int warmUp, double perMinute, double consultRate) {
        return new Population(
                callers, warmUp, perMinute, consultRate, SUPPORT_LINE, PATIENCE_SPREAD, 0.1, 0.2, 0.05, 0.02);
    }

    public Population withPatience(Duration median) {
        return new Population(
                callers,
                warmUp,
                perMinute,
                consultRate,
                median,
                patienceSpread,
                bargesIn,
                asksAside,
                fallsSilent,
                hangsUpEarly);
    }

    /** The same people, more or fewer of them. */
    public Population withCallers(int counted, int before, double everyMinute) {
        return new Population(
                counted,
                before,
                everyMinute,
                consultRate,
                patience,
                patienceSpread,
                bargesIn,
                asksAside,
                fallsSilent,
                hangsUpEarly);
    }

    public Population withConsultRate(double rate) {
        return new Population(
                callers,
                warmUp,
                perMinute,
                rate,
                patience,
                patienceSpread,
                bargesIn,
                asksAside,
                fallsSilent,
                hangsUpEarly);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is a share between 0 and 1, not " + value);
        }
    }
}
