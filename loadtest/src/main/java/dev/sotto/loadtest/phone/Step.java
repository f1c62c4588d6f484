package dev.sotto.loadtest.phone;

import java.time.Duration;

/** One thing that a caller does. Waits have a limit; when it is over, the call has failed. */
public sealed interface Step {
    /** Says it aloud. Done with the last sound of it. */
    record Say(String text) implements Step {}

    /** Presses keys. Done with the last press. */
    record Keys(String digits) implements Step {}

    /** Waits until the other side has spoken since our last turn and has been quiet for {@code quiet}. */
    record AwaitQuiet(Duration quiet, Duration limit) implements Step {}

    /** Waits for any sound that begins or goes on after now. */
    record AwaitSound(Duration limit) implements Step {}

    /** Waits for an agent's answer, and then for the first sound after it. Their silence until then is measured. */
    record AwaitAnswer(Duration limit) implements Step {}

    /** Waits until they have talked for {@code into}, then says it over them. */
    record TalkOver(Duration into, String text, Duration limit) implements Step {}

    /** Does nothing for a while, whatever is heard. */
    record Pause(Duration length) implements Step {}

    /** Waits until the other side hangs up. */
    record AwaitHangUp(Duration limit) implements Step {}

    /** Ends the call; also what happens when no step is left. */
    record HangUp() implements Step {}
}
