package dev.sotto.loadtest.chat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When turns are due and whose they are, drawn before the run: a Poisson stream, each turn some visitor's.
 *
 * @param dueNanos from the beginning, ascending
 * @param visitors for each turn, from 0
 */
record TurnSchedule(long[] dueNanos, int[] visitors) {
    static TurnSchedule draw(double perSecond, Duration length, int visitors, SplittableRandom random) {
        if (perSecond <= 0 || visitors < 1) {
            throw new IllegalArgumentException(perSecond + " turns a second over " + visitors + " visitors");
        }
        double end = length.toNanos();
        long[] due = new long[16];
        int[] who = new int[16];
        int count = 0;
        for (double at = gap(perSecond, random); at < end; at += gap(perSecond, random)) {
            if (count == due.length) {
                due = Arrays.copyOf(due, count * 2);
                who = Arrays.copyOf(who, count * 2);
            }
            due[count] = (long) at;
            who[count++] = random.nextInt(visitors);
        }
        return new TurnSchedule(Arrays.copyOf(due, count), Arrays.copyOf(who, count));
    }

    /** Each of the first {@code visitors} speaks {@code turns} times, in rounds, evenly. */
    static TurnSchedule rounds(int visitors, int turns, double perSecond) {
        long[] due = new long[visitors * turns];
        int[] who = new int[due.length];
        for (int n = 0; n < due.length; n++) {
            due[n] = (long) (n * 1e9 / perSecond);
            who[n] = n % visitors;
        }
        return new TurnSchedule(due, who);
    }

    int size() {
        return dueNanos.length;
    }

    Duration length() {
        return Duration.ofNanos(size() == 0 ? 0 : dueNanos[size() - 1]);
    }

    private static double gap(double perSecond, SplittableRandom random) {
        return -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TurnSchedule that
                && Arrays.equals(dueNanos, that.dueNanos)
                && Arrays.equals(visitors, that.visitors);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dueNanos);
    }

    @Override
    public String toString() {
        return size() + " turns in " + length();
    }
}
