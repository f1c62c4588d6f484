package dev.sotto.loadtest.centre;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A figure of one arm with one seed. What has no case to be taken from is no number. */
public enum Metric {
    RESOLUTION(
            "resolution time of who needed a person (s)",
            "from the answered call to the end of the sentence with the outcome; resolved callers only",
            true,
            run -> mean(run.counted().filter(Course::needed).filter(Course::resolved), Course::heard)),
    FROM_POINT(
            "from needing a person to the outcome (s)",
            "the part of the resolution time that differs between the arms",
            true,
            run -> mean(
                    run.counted().filter(Course::needed).filter(Course::resolved),
                    course -> course.heard() - course.point())),
    PERSON_PER_RESOLVED(
            "person seconds per conversation that a person resolved",
            "busy seconds of people for counted callers, through how many of these needed one and were resolved",
            true,
            run -> ratio(person(run), resolved(run))),
    PERSON_PER_CALL(
            "person seconds per conversation, all callers",
            "who gave up unserved costs nothing here, which flatters the arm in which more do",
            true,
            run -> ratio(person(run), run.counted().count())),
    GAVE_UP(
            "gave up, of who needed a person (share)",
            "hung up waiting for a person",
            true,
            run -> share(run, Course::needed, course -> course.ending() == Ending.GAVE_UP)),
    GAVE_UP_OF_ALL(
            "gave up, of all callers (share)",
            "the same through all counted callers",
            true,
            run -> share(run, course -> true, course -> course.ending() == Ending.GAVE_UP)),
    RESOLVED(
            "resolved, of who needed a person (share)",
            "heard a yes or a no in this call",
            false,
            run -> share(run, Course::needed, Course::resolved)),
    PUT_OFF(
            "put off, of who needed a person (share)",
            "heard that nobody can decide now",
            true,
            run -> share(run, Course::needed, course -> course.ending() == Ending.PUT_OFF)),
    CALL_SECONDS(
            "call time per caller (s)",
            "from answer to BYE, all counted callers",
            true,
            run -> mean(run.counted(), Course::over)),
    QUEUE(
            "time in a queue, of who needed a person (s)",
            "listening to the queue's sound; zero by design where nobody queues",
            true,
            run -> mean(run.counted().filter(Course::needed), Course::queueSeconds)),
    SILENCE_LONGEST(
            "longest silence heard, mean over callers (s)",
            "no sound from the other side while it was not our turn",
            true,
            run -> mean(run.counted(), Course::longestSilence)),
    LIVE_PER_PERSON(
            "live calls per person on duty, time average",
            "all open lines of the centre in the counted window",
            false,
            run -> run.courses().stream()
                            .mapToDouble(course -> course.within(run.from(), run.to()))
                            .sum()
                    / run.seconds()
                    / run.people()),
    MOST_LIVE_PER_PERSON(
            "live calls per person on duty, most at once",
            "in the counted window",
            false,
            run -> (double) run.mostLive() / run.people()),
    PENDING_PER_PERSON(
            "live calls per person that wait for or have a person, time average",
            "from needing a person to the outcome: consult open, or in the queue or in talk",
            false,
            run -> run.courses().stream()
                            .mapToDouble(course -> course.pendingWithin(run.from(), run.to()))
                            .sum()
                    / run.seconds()
                    / run.people()),
    OCCUPANCY(
            "occupancy of people (share)",
            "busy seconds in the counted window through seconds on duty",
            true,
            run -> run.courses().stream()
                            .mapToDouble(course -> course.personWithin(run.from(), run.to()))
                            .sum()
                    / run.seconds()
                    / run.people());

    private final String title;
    private final String how;
    private final boolean lessIsBetter;
    private final ToDoubleFunction<ArmRun> of;

    Metric(String title, String how, boolean lessIsBetter, ToDoubleFunction<ArmRun> of) {
        this.title = title;
        this.how = how;
        this.lessIsBetter = lessIsBetter;
        this.of = of;
    }

    /** With its unit. */
    public String title() {
        return title;
    }

    /** How it is counted. */
    public String how() {
        return how;
    }

    public boolean lessIsBetter() {
        return lessIsBetter;
    }

    public double of(ArmRun run) {
        return of.applyAsDouble(run);
    }

    private static double person(ArmRun run) {
        return run.counted().mapToDouble(Course::personSeconds).sum();
    }

    private static double resolved(ArmRun run) {
        return run.counted().filter(Course::needed).filter(Course::resolved).count();
    }

    private static double mean(Stream<Course> courses, ToDoubleFunction<Course> value) {
        return courses.mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static double share(ArmRun run, Predicate<Course> of, Predicate<Course> that) {
        return ratio(
                run.counted().filter(of).filter(that).count(),
                run.counted().filter(of).count());
    }

    private static double ratio(double top, double bottom) {
        return bottom == 0 ? Double.NaN : top / bottom;
    }
}
