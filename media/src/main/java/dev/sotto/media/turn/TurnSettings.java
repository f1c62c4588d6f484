package dev.sotto.media.turn;

import java.time.Duration;

/**
 * Turn taking as an operator may set it.
 *
 * @param digitsPause trailing silence that ends a turn in which a number is expected; more between its digits
 * @param spelledPause the same where something is spelled
 * @param groupPause between the digits or letters of what is not whole yet
 * @param wholePause once it is
 * @param unfinishedPause after a sentence that can't have ended
 * @param anythingPause trailing silence that ends a turn when anything may be said
 * @param maxUtterance longer speech is cut
 * @param preRoll sound from before the speech that the recogniser gets
 * @param minVoice voice needed before speech is believed
 * @param voiceMarginDb how far over the noise voice must be
 * @param bargeInExtraDb how much further while we speak
 * @param echoLossDb a sound this much quieter than what we just played may be our own echo
 * @param echoGuard time at the start of each phrase in which speech doesn't begin
 */
public record TurnSettings(
        Duration yesNoPause,
        Duration anythingPause,
        Duration digitsPause,
        Duration textPause,
        Duration spelledPause,
        Duration groupPause,
        Duration wholePause,
        Duration unfinishedPause,
        Duration maxUtterance,
        Duration preRoll,
        Duration minVoice,
        double voiceMarginDb,
        double bargeInExtraDb,
        double echoLossDb,
        Duration echoGuard) {
    public static final TurnSettings DEFAULTS = new TurnSettings(
            Duration.ofMillis(300),
            Duration.ofMillis(400),
            Duration.ofMillis(700),
            Duration.ofMillis(550),
            Duration.ofMillis(900),
            Duration.ofMillis(1_800),
            Duration.ofMillis(350),
            Duration.ofMillis(1_200),
            Duration.ofSeconds(20),
            Duration.ofMillis(240),
            Duration.ofMillis(120),
            10,
            6,
            20,
            Duration.ofMillis(200));

    public TurnSettings {
        within("yesNoPause", yesNoPause, 100, 5_000);
        within("anythingPause", anythingPause, 100, 5_000);
        within("digitsPause", digitsPause, 100, 5_000);
        within("textPause", textPause, 100, 5_000);
        within("spelledPause", spelledPause, 100, 5_000);
        within("groupPause", groupPause, 100, 5_000);
        within("wholePause", wholePause, 100, 5_000);
        within("unfinishedPause", unfinishedPause, 100, 5_000);
        within("maxUtterance", maxUtterance, 1_000, 120_000);
        within("preRoll", preRoll, 0, 500);
        within("minVoice", minVoice, 40, 400);
        within("echoGuard", echoGuard, 0, 2_000);
        if (voiceMarginDb < 3 || bargeInExtraDb < 0 || echoLossDb < 0) {
            throw new IllegalArgumentException("voice margin under 3 dB, or a negative extra or echo loss: "
                    + voiceMarginDb + ", " + bargeInExtraDb + ", " + echoLossDb);
        }
    }

    private static void within(String name, Duration value, long leastMillis, long mostMillis) {
        if (value.toMillis() < leastMillis || value.toMillis() > mostMillis) {
            throw new IllegalArgumentException(
                    name + " must be " + leastMillis + " to " + mostMillis + " ms: " + value.toMillis());
        }
    }

    public Duration pauseAfter(Expectation expectation) {
        return switch (expectation) {
            case YES_NO -> yesNoPause;
            case ANYTHING -> anythingPause;
            case DIGITS -> digitsPause;
            case CODE, SPELLED -> spelledPause;
            case NAME, DATE, MONEY, TEXT -> textPause;
        };
    }
}
