package dev.sotto.loadtest.centre;

/**
 * What one caller went through, real or in the model. Times are seconds after the call was answered; {@link #NEVER} for what did not
 * happen.
 *
 * @param caller as drawn
 * @param began seconds after the start of the run at which the call was placed
 * @param point the task needed a person
 * @param taken a person turned to it: began to read the card, or picked up the call
 * @param decided the person's answer left, or was said
 * @param heard the caller had heard the outcome to its end
 * @param over the call was over
 * @param personSeconds of a person's time, whatever it was spent on: reading, thinking, typing; talking, wrapping up
 * @param humanSeconds of these, what is the same in both arms by the same draws: reading, thinking and typing
 * @param queueSeconds the caller listened to a queue
 * @param longestSilence that the caller heard while it was the other side's turn
 */
public record Course(
        PlannedCaller caller,
        Ending ending,
        double began,
        double point,
        double taken,
        double decided,
        double heard,
        double over,
        double personSeconds,
        double humanSeconds,
        double queueSeconds,
        double longestSilence) {
    public static final double NEVER = Double.NaN;

    /** Needed a person and got as far as that. */
    public boolean needed() {
        return !Double.isNaN(point);
    }

    public boolean resolved() {
        return ending == Ending.RESOLVED;
    }

    /** Seconds of this call within a window of the run. */
    double within(double from, double to) {
        return overlap(began, began + over, from, to);
    }

    /** Seconds from the point to the outcome, or to the end of the call, within a window of the run. */
    double pendingWithin(double from, double to) {
        if (!needed()) {
            return 0;
        }
        double until = Double.isNaN(heard) ? over : heard;
        return overlap(began + point, began + until, from, to);
    }

    /** Seconds of a person's time within a window of the run. */
    double personWithin(double from, double to) {
        return Double.isNaN(taken) ? 0 : overlap(began + taken, began + taken + personSeconds, from, to);
    }

    private static double overlap(double begin, double end, double from, double to) {
        return Math.max(0, Math.min(end, to) - Math.max(begin, from));
    }
}
