package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a customer will go on waiting for an answer: an estimate, for the order of cards and for the eye.
 *
 * <p>Half of a sales line's callers have left a plain queue after 45 s, half of a support line's after 95 s; those are taken
 * for low and for usual risk, and a quarter more where much is at stake, as people wait longer for what matters to them. Chat
 * visitors do other things meanwhile: four times as long. Times to giving up follow a Weibull distribution, as is usual for
 * impatient customers (Garnett, Mandelbaum and Reiman, "Designing a Call Center with Impatient Customers", 2002, have its
 * special case, the exponential); the shape of 1.5 says that who has waited long has less patience left. The factors
 * for risk and chat and the shape are assumptions, not measurements.
 */
public final class CallerPatience {
    private static final double SHAPE = 1.5;
    private static final double LN_2 = Math.log(2);
    private static final Duration SALES = Duration.ofSeconds(45);
    private static final Duration SUPPORT = Duration.ofSeconds(95);
    private static final int CHAT_FACTOR = 4;

    private CallerPatience() {}

    /** How long half of such customers wait. */
    static Duration median(GuidanceRequest request) {
        Duration voice = switch (request.terms().risk()) {
            case LOW -> SALES;
            case MEDIUM -> SUPPORT;
            case HIGH -> SUPPORT.multipliedBy(5).dividedBy(4);
        };
        return request.channel().equals("chat") ? voice.multipliedBy(CHAT_FACTOR) : voice;
    }

    /**
     * By when half have given up, or the task will wait no longer. Cards are offered in this order; it never changes, so
     * that whoever waits is overtaken by finitely many who came later.
     */
    public static Instant givesUpAt(GuidanceRequest request) {
        Instant median = request.createdAt().plus(median(request));
        return median.isBefore(request.answerBy()) ? median : request.answerBy();
    }

    /** Within which time half of those will be gone who have waited until now; never beyond the answer's time. */
    public static Duration left(GuidanceRequest request, Instant now) {
        Duration untilPolicy = Duration.between(now, request.answerBy());
        if (untilPolicy.isNegative()) {
            return Duration.ZERO;
        }
        double waited = Math.max(0, Duration.between(request.createdAt(), now).toMillis());
        Duration half =
                Duration.ofMillis(Math.round(medianLeft(waited, median(request).toMillis())));
        return half.compareTo(untilPolicy) < 0 ? half : untilPolicy;
    }

    /** Solves S(waited + left) = S(waited) / 2 with S(t) = exp(-(t / scale) ^ shape). */
    private static double medianLeft(double waited, double median) {
        double scale = median / Math.pow(LN_2, 1 / SHAPE);
        return scale * Math.pow(Math.pow(waited / scale, SHAPE) + LN_2, 1 / SHAPE) - waited;
    }
}
