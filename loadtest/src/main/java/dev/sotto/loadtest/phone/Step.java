package dev.sotto.loadtest.phone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** One thing that a caller does. Waits have a limit; when it is over, the call has failed. */
public sealed interface Step {
    /** Says it aloud. Done with the last sound of it. */
    record Say(String text) implements Step {}

    /** Plays recorded speech: a WAV file of 16 bit, mono, any rate. */
    record Play(Path audio) implements Step {}

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

    /** Waits in a queue until a person speaks; the caller leaves when {@code patience} is over. */
    record AwaitPerson(Duration patience) implements Step {}

    /** Waits until they have said it since our last turn. If they never do, that is a problem, and the script goes on. */
    record Expect(Pattern heard, Duration limit) implements Step {}

    /**
     * Answers what is said, again and again, until a reaction is the last one. What has been heard since our last turn is
     * judged when they have been quiet for {@code quiet}: for each utterance in order the first reaction that fits; of those
     * that act, the last one is acted on.
     *
     * @param otherwise when something was said and no reaction fits; may be empty of acts
     */
    record React(List<Reaction> reactions, Reaction otherwise, Duration quiet, Duration limit) implements Step {
        public React {
            reactions = List.copyOf(reactions);
        }
    }

    /**
     * What is done when something is heard.
     *
     * @param heard found anywhere in the utterance
     * @param note kept with the moment in {@link CallResult#notes}; empty: nothing
     * @param acts {@link Say}, {@link Play}, {@link Keys}, {@link Pause}, {@link HangUp}
     * @param last the script goes on after it
     */
    record Reaction(Pattern heard, String note, List<Step> acts, boolean last) {
        public static final Reaction NONE = new Reaction(Pattern.compile("(?!)"), "", List.of(), false);

        public Reaction {
            acts = List.copyOf(acts);
        }
    }

    /** Keeps the moment by this name. */
    record Note(String name) implements Step {}

    /** Ends the call; also what happens when no step is left. */
    record HangUp() implements Step {}
}
