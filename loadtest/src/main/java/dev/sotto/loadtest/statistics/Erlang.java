package dev.sotto.loadtest.statistics;

/**
 * Queues of people after Erlang (1917) and Palm (1957): arrivals by chance, times that are exponential, whoever waits longest is
 * served first.
 *
 * <p>Erlang-C's callers wait for ever; Erlang-A's (M/M/n+M) hang up after an exponential patience. Both are checked against published
 * figures in the test. Real times of people are less spread than exponential ones, so both see a little more waiting than there is.
 */
public final class Erlang {
    /** States beyond it have no weight that a double would show, unless the queue has no end anyway. */
    private static final double NOTHING = 1e-15;

    private static final double LARGE = 1e100;
    private static final int LONGEST_QUEUE = 200_000;
    private static final int MOST_PEOPLE = 1_000_000;

    private Erlang() {}

    /** The share of arrivals that find all {@code people} busy and go away; {@code load} in Erlang. */
    public static double b(int people, double load) {
        double blocked = 1;
        for (int n = 1; n <= people; n++) {
            blocked = load * blocked / (n + load * blocked);
        }
        return blocked;
    }

    /** The share of arrivals that have to wait; 1 when the load is more than the people can do. */
    public static double c(int people, double load) {
        if (load >= people) {
            return 1;
        }
        double blocked = b(people, load);
        return people * blocked / (people - load * (1 - blocked));
    }

    /** The share of arrivals that are taken within {@code seconds}. */
    public static double servedWithin(double seconds, int people, double perSecond, double serviceSeconds) {
        double load = perSecond * serviceSeconds;
        if (load >= people) {
            return 0;
        }
        return 1 - c(people, load) * Math.exp(-(people - load) * seconds / serviceSeconds);
    }

    /** The mean wait of all arrivals; infinite when the load is more than the people can do. */
    public static double meanWait(int people, double perSecond, double serviceSeconds) {
        double load = perSecond * serviceSeconds;
        return load >= people ? Double.POSITIVE_INFINITY : c(people, load) * serviceSeconds / (people - load);
    }

    /** The fewest people for whom at least {@code share} of arrivals are taken within {@code seconds}. */
    public static int peopleFor(double share, double seconds, double perSecond, double serviceSeconds) {
        int people = Math.max(1, (int) Math.floor(perSecond * serviceSeconds));
        while (people < MOST_PEOPLE && servedWithin(seconds, people, perSecond, serviceSeconds) < share) {
            people++;
        }
        return people;
    }

    /**
     * A queue whose callers give up.
     *
     * @param waits share that has to wait at all
     * @param abandons share that gives up
     * @param queue mean number who wait
     * @param meanWaitSeconds of all, whether served or not
     * @param occupancy share of their time in which people serve
     */
    public record Impatient(double waits, double abandons, double queue, double meanWaitSeconds, double occupancy) {}

    /** Erlang-A: arrivals per second, mean service and mean patience in seconds. */
    public static Impatient a(int people, double perSecond, double serviceSeconds, double patienceSeconds) {
        double load = perSecond * serviceSeconds;
        // weights of the states below n, relative to state n; downwards they are B's recursion turned round
        double blocked = b(people, load);
        double below = 1 / blocked - 1;
        double weight = 1;
        double waiting = 0;
        double queued = 0;
        for (int in = 0; in < LONGEST_QUEUE && (weight > NOTHING || in == 0); in++) {
            waiting += weight;
            queued += in * weight;
            weight *= perSecond / (people / serviceSeconds + (in + 1) / patienceSeconds);
            if (weight > LARGE) {
                // far too few people: weights are relative, so all of them may shrink together
                below /= LARGE;
                waiting /= LARGE;
                queued /= LARGE;
                weight /= LARGE;
            }
        }
        double all = below + waiting;
        double queue = queued / all;
        double abandons = queue / patienceSeconds / perSecond;
        return new Impatient(waiting / all, abandons, queue, queue / perSecond, load * (1 - abandons) / people);
    }

    /** The fewest people at whom less than {@code share} of callers give up. */
    public static int peopleForLosing(double share, double perSecond, double serviceSeconds, double patienceSeconds) {
        int people = 1;
        while (people < MOST_PEOPLE
                && a(people, perSecond, serviceSeconds, patienceSeconds).abandons() >= share) {
            people++;
        }
        return people;
    }
}
