package dev.sotto.loadtest.centre;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a conversation that the model draws from what was measured. What somebody waits in between is not among them: that
 * is what the model works out.
 */
enum Stage {
    /** From the answer to needing a person; the same in both arms, so taken from both. */
    TO_POINT(null, 18, Course::point),
    /** From the answer to the outcome, of who needed nobody. */
    DIRECT(null, 20, course -> course.needed() ? Double.NaN : course.heard()),
    /** A person's attention for one card. */
    CARD(Arm.CONSULT, 20, course -> served(course) ? course.personSeconds() : Double.NaN),
    /** From the person's answer to the end of the sentence with the outcome. */
    TELL(Arm.CONSULT, 6, course -> course.heard() - course.decided()),
    /** From the outcome to the end of the call. */
    CLOSE(Arm.CONSULT, 8, course -> course.over() - course.heard()),
    /** What is said on a person's line until the outcome, beside reading, thinking and typing. */
    TALK(Arm.ESCALATE, 30, course -> course.heard() - course.taken() - course.humanSeconds()),
    /** Reading, thinking and typing on that line. */
    HUMAN(Arm.ESCALATE, 9, course -> served(course) ? course.humanSeconds() : Double.NaN),
    /** From the outcome to the end of the call on a person's line. */
    GOODBYE(Arm.ESCALATE, 6, course -> course.over() - course.heard()),
    /** A person's work after the call. */
    WRAP_UP(
            Arm.ESCALATE,
            30,
            course -> served(course) ? course.personSeconds() - (course.over() - course.taken()) : Double.NaN),
    /** From the point to the queue's end where somebody is free: the transfer itself and picking up. */
    HAND_OVER(Arm.ESCALATE, 6, course -> course.taken() - course.point() - course.queueSeconds());

    private final @Nullable Arm arm;
    private final Quantiles unmeasured;
    private final ToDoubleFunction<Course> seconds;

    Stage(@Nullable Arm arm, double unmeasuredSeconds, ToDoubleFunction<Course> seconds) {
        this.arm = arm;
        this.unmeasured = Quantiles.fixed(unmeasuredSeconds);
        this.seconds = seconds;
    }

    private static boolean served(Course course) {
        return course.needed() && course.resolved();
    }

    /** What is taken where a run was too short to measure any. */
    Quantiles unmeasured() {
        return unmeasured;
    }

    /** No number where this caller did not go through it. */
    double of(Arm ran, Course course) {
        boolean here = arm == null || arm == ran;
        double value = here ? seconds.applyAsDouble(course) : Double.NaN;
        return value < 0 ? 0 : value;
    }
}
