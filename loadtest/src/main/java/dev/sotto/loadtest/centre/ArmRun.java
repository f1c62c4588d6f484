package dev.sotto.loadtest.centre;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One arm with one seed, over.
 *
 * @param people on duty
 * @param courses of all callers, in the order of their arrival
 * @param serverCpuSeconds of the gateway while it lasted; the model has none
 * @param transfers calls that were put through to somewhere else
 * @param failedTransfers callers who needed a person and neither got into the queue nor left before
 */
public record ArmRun(
        Arm arm,
        long seed,
        int people,
        List<Course> courses,
        double serverCpuSeconds,
        int transfers,
        int failedTransfers) {
    public ArmRun {
        courses = List.copyOf(courses);
    }

    /** A run of the model. */
    static ArmRun modelled(Arm arm, long seed, int people, List<Course> courses) {
        return new ArmRun(arm, seed, people, courses, 0, 0, 0);
    }

    /** Those who came after the warm-up. */
    public Stream<Course> counted() {
        return courses.stream().filter(course -> course.caller().counted());
    }

    public long count(Ending ending) {
        return counted().filter(course -> course.ending() == ending).count();
    }

    /** From the first counted arrival to the last one: while it lasts, the arrivals neither begin nor end. */
    public double from() {
        return counted().mapToDouble(Course::began).min().orElse(0);
    }

    public double to() {
        return counted().mapToDouble(Course::began).max().orElse(0);
    }

    public double seconds() {
        return Math.max(1e-9, to() - from());
    }

    /** The most lines that were open at once within the window. */
    public int mostLive() {
        TreeMap<Double, Integer> changes = new TreeMap<>();
        for (Course course : courses) {
            changes.merge(course.began(), 1, Integer::sum);
            changes.merge(course.began() + course.over(), -1, Integer::sum);
        }
        int live = 0;
        int most = 0;
        for (var change : changes.entrySet()) {
            live += change.getValue();
            if (change.getKey() >= from() && change.getKey() <= to()) {
                most = Math.max(most, live);
            }
        }
        return most;
    }
}
