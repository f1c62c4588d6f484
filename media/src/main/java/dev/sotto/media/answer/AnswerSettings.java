package dev.sotto.media.answer;

/**
 * What tells a person from a machine.
 *
 * @param personSpeechMillis a greeting up to this long, and then silence, is a person's
 * @param pauseMillis so much silence ends such a greeting
 * @param longPauseMillis so much silence ends one that is longer, but not yet a machine's
 * @param machineSpeechMillis speech that goes on for longer is a machine's
 * @param mumMillis who has said nothing for so long is spoken to
 * @param quietMillis a machine that has stopped for so long without a beep is not going to beep
 * @param machineMillis a beep is waited for so long at most
 */
public record AnswerSettings(
        int personSpeechMillis,
        int pauseMillis,
        int longPauseMillis,
        int machineSpeechMillis,
        int mumMillis,
        int quietMillis,
        int machineMillis) {
    public static final AnswerSettings DEFAULT = new AnswerSettings(1_800, 700, 1_000, 3_000, 2_500, 4_000, 40_000);
}
