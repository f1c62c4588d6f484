package dev.sotto.loadtest.phone;

import java.time.Duration;
import java.util.List;

/**
 * Goes through a script, one look per tick. Loop only; time is an argument.
 *
 * <pre>
 *   begin step --its condition holds--> next step ... --> DONE
 *        \--its limit passes--> STUCK
 * </pre>
 */
final class ScriptPlayer {
    private final List<Step> steps;
    private final Voice voice;
    private final Mouth mouth;
    private final Stopwatch stopwatch;

    private int index = -1;
    private long sinceNanos;
    private boolean spoken;

    enum Progress {
        GOING_ON,
        DONE,
        STUCK
    }

    ScriptPlayer(Script script, Voice voice, Mouth mouth, Stopwatch stopwatch) {
        this.steps = script.steps();
        this.voice = voice;
        this.mouth = mouth;
        this.stopwatch = stopwatch;
    }

    Progress tick(long nowNanos) {
        if (index < 0) {
            begin(0, nowNanos);
        }
        while (index < steps.size()) {
            Step step = steps.get(index);
            if (step instanceof Step.HangUp) {
                return Progress.DONE;
            }
            if (!done(step, nowNanos)) {
                return nowNanos - sinceNanos > limit(step).toNanos() ? Progress.STUCK : Progress.GOING_ON;
            }
            begin(index + 1, nowNanos);
        }
        return Progress.DONE;
    }

    /** The step that is in hand, for people who ask where it got stuck. */
    String where() {
        return index < 0 || index >= steps.size() ? "" : "step " + (index + 1) + ": " + steps.get(index);
    }

    /** Whether being hung up on is what the script waits for. */
    boolean awaitsHangUp() {
        return index >= 0 && index < steps.size() && steps.get(index) instanceof Step.AwaitHangUp;
    }

    private void begin(int next, long nowNanos) {
        boolean waited = index >= 0 && steps.get(index) instanceof Step.AwaitAnswer;
        index = next;
        sinceNanos = nowNanos;
        spoken = false;
        Step step = next < steps.size() ? steps.get(next) : new Step.HangUp();
        boolean waits = step instanceof Step.AwaitAnswer;
        if (waits || waited) {
            stopwatch.waiting(waits, nowNanos);
        }
        if (step instanceof Step.Say say) {
            mouth.say(voice.phrase(say.text()));
        } else if (step instanceof Step.Keys keys) {
            spoken = mouth.press(keys.digits());
            if (spoken) {
                stopwatch.keysBegan();
            }
        }
    }

    private boolean done(Step step, long nowNanos) {
        if (step instanceof Step.Say) {
            return mouth.idle();
        }
        if (step instanceof Step.Keys) {
            return spoken && mouth.idle();
        }
        if (step instanceof Step.AwaitQuiet quiet) {
            return stopwatch.quietFor(quiet.quiet().toNanos(), nowNanos);
        }
        if (step instanceof Step.AwaitSound) {
            return stopwatch.soundSince(sinceNanos);
        }
        if (step instanceof Step.AwaitAnswer) {
            return stopwatch.answerHeard();
        }
        if (step instanceof Step.TalkOver over) {
            return talkedOver(over, nowNanos);
        }
        return step instanceof Step.Pause pause
                && nowNanos - sinceNanos >= pause.length().toNanos();
    }

    private boolean talkedOver(Step.TalkOver over, long nowNanos) {
        if (!spoken && stopwatch.talkingForNanos(nowNanos) >= over.into().toNanos()) {
            spoken = true;
            mouth.say(voice.phrase(over.text()));
            return false;
        }
        return spoken && mouth.idle();
    }

    private static Duration limit(Step step) {
        if (step instanceof Step.AwaitQuiet quiet) {
            return quiet.limit();
        }
        if (step instanceof Step.AwaitSound sound) {
            return sound.limit();
        }
        if (step instanceof Step.AwaitAnswer answer) {
            return answer.limit();
        }
        if (step instanceof Step.TalkOver over) {
            return over.limit();
        }
        if (step instanceof Step.AwaitHangUp hangUp) {
            return hangUp.limit();
        }
        return Duration.ofMinutes(10);
    }
}
