package dev.sotto.loadtest.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through a script, one look per tick. Loop only; time is an argument.
 *
 * <pre>
 *   begin step --its condition holds--> next step ... --> DONE
 *        \--its limit passes--> STUCK, TIRED_OF_QUEUE          any step --temper--> TIRED_OF_SILENCE, LEFT_EARLY
 *   react --something heard fits--> acts one by one --> react again, or the next step after the last reaction
 * </pre>
 */
final class ScriptPlayer {
    private static final Step END = new Step.HangUp();

    private final Script script;
    private final Voice voice;
    private final Mouth mouth;
    private final Stopwatch stopwatch;
    private final Understanding understanding;
    private final Listening listening;
    private final Deque<Step> acts = new ArrayDeque<>();
    private final Map<String, Long> notes = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private List<Step> part;
    private int index = -1;
    private Step inHand = END;
    private boolean lastReaction;
    private long begunNanos;
    private long sinceNanos;
    private long partSinceNanos;
    private boolean spoken;

    enum Progress {
        GOING_ON,
        DONE,
        STUCK,
        TIRED_OF_QUEUE,
        TIRED_OF_SILENCE,
        LEFT_EARLY
    }

    ScriptPlayer(Script script, Voice voice, Mouth mouth, Stopwatch stopwatch, Understanding understanding) {
        this.script = script;
        this.part = script.steps();
        this.voice = voice;
        this.mouth = mouth;
        this.stopwatch = stopwatch;
        this.understanding = understanding;
        this.listening = new Listening(script.temper(), stopwatch);
    }

    Progress tick(long nowNanos) {
        if (index < 0) {
            begunNanos = nowNanos;
            go(0, nowNanos);
        }
        Progress leaving = temper(nowNanos);
        if (leaving != Progress.GOING_ON) {
            return leaving;
        }
        while (index < part.size()) {
            if (inHand instanceof Step.HangUp) {
                return Progress.DONE;
            }
            if (!done(inHand, nowNanos)) {
                if (nowNanos - sinceNanos <= limit(inHand).toNanos()) {
                    return Progress.GOING_ON;
                }
                if (!(inHand instanceof Step.Expect expected)) {
                    return inHand instanceof Step.AwaitPerson ? Progress.TIRED_OF_QUEUE : Progress.STUCK;
                }
                problems.add(where() + ": not heard: " + expected.heard());
            }
            advance(nowNanos);
        }
        return Progress.DONE;
    }

    private Progress temper(long nowNanos) {
        Temper temper = script.temper();
        boolean early = temper.leavesAfter().isPresent()
                && nowNanos - begunNanos >= temper.leavesAfter().get().toNanos();
        if (early) {
            return Progress.LEFT_EARLY;
        }
        boolean ownTurn = inHand instanceof Step.Pause || listening.hushed() || !mouth.idle();
        boolean tired = !ownTurn
                && stopwatch.silentForNanos(nowNanos) > temper.silencePatience().toNanos();
        return tired ? Progress.TIRED_OF_SILENCE : Progress.GOING_ON;
    }

    /** The call has been put through: from here on what the script has for that. */
    void transferred(long nowNanos) {
        understanding.elsewhere();
        if (!script.transferred().isEmpty()) {
            acts.clear();
            part = script.transferred();
            go(0, nowNanos);
        }
    }

    /** The step that is in hand, for people who ask where it got stuck. */
    String where() {
        String which = part == script.steps() ? "step " : "transferred, step ";
        return index < 0 || index >= part.size() ? "" : which + (index + 1) + ": " + inHand;
    }

    /** The other side has hung up: whether that is all right for this script. */
    boolean endsWell(long nowNanos) {
        understanding.hungUp();
        boolean over = acts.isEmpty();
        int next = index;
        if (inHand instanceof Step.React react && over) {
            judge(react, nowNanos);
            over = lastReaction;
            next++;
        } else if (lastReaction) {
            next++;
        }
        return over
                && index >= 0
                && part.subList(Math.min(next, part.size()), part.size()).stream()
                        .allMatch(step -> step instanceof Step.HangUp
                                || step instanceof Step.AwaitHangUp
                                || step instanceof Step.Note);
    }

    /** Moments by name, as they were given. */
    Map<String, Long> notes() {
        return notes;
    }

    List<String> problems() {
        return problems;
    }

    private void advance(long nowNanos) {
        Step next = acts.poll();
        if (next != null) {
            begin(next, nowNanos);
        } else if (part.get(index) instanceof Step.React && !lastReaction) {
            begin(part.get(index), nowNanos);
            sinceNanos = partSinceNanos;
        } else {
            go(index + 1, nowNanos);
        }
    }

    private void go(int next, long nowNanos) {
        index = next;
        lastReaction = false;
        partSinceNanos = nowNanos;
        begin(next < part.size() ? part.get(next) : END, nowNanos);
    }

    private void begin(Step step, long nowNanos) {
        boolean waited = inHand instanceof Step.AwaitAnswer;
        inHand = step;
        sinceNanos = nowNanos;
        spoken = false;
        boolean waits = step instanceof Step.AwaitAnswer;
        if (waits || waited) {
            stopwatch.waiting(waits, nowNanos);
        }
        if (step instanceof Step.Say say) {
            mouth.say(voice.phrase(say.text(), script.voice()));
            understanding.judged();
        } else if (step instanceof Step.Play play) {
            mouth.say(voice.recording(play.audio()));
            understanding.judged();
        } else if (step instanceof Step.Keys keys) {
            spoken = mouth.press(keys.digits());
            if (spoken) {
                stopwatch.keysBegan();
            }
            understanding.judged();
        } else if (step instanceof Step.Note note) {
            notes.putIfAbsent(note.name(), nowNanos);
        }
    }

    private boolean done(Step step, long nowNanos) {
        if (step instanceof Step.Say || step instanceof Step.Play) {
            return mouth.idle();
        }
        if (step instanceof Step.Keys) {
            return spoken && mouth.idle();
        }
        if (step instanceof Step.AwaitQuiet quiet) {
            return listening.over(quiet.quiet(), nowNanos) && listening.turn();
        }
        if (step instanceof Step.React react) {
            return listening.over(react.quiet(), nowNanos) && judge(react, nowNanos);
        }
        if (step instanceof Step.Expect expected) {
            return understanding.fresh().stream()
                    .anyMatch(text -> expected.heard().matcher(text).find());
        }
        if (step instanceof Step.AwaitPerson) {
            return understanding.personSpeaks();
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
        return step instanceof Step.Note
                || step instanceof Step.Pause pause
                        && nowNanos - sinceNanos >= pause.length().toNanos();
    }

    private boolean talkedOver(Step.TalkOver over, long nowNanos) {
        if (!spoken && stopwatch.talkingForNanos(nowNanos) >= over.into().toNanos()) {
            spoken = true;
            understanding.judged();
            mouth.say(voice.phrase(over.text(), script.voice()));
            return false;
        }
        return spoken && mouth.idle();
    }

    /** Decides what to do about what was heard; true when there is something to do. */
    private boolean judge(Step.React react, long nowNanos) {
        List<Step> chosen = List.of();
        boolean fits = false;
        List<String> heard = understanding.fresh();
        for (String text : heard) {
            for (Step.Reaction reaction : react.reactions()) {
                if (reaction.heard().matcher(text).find()) {
                    fits = true;
                    chosen = reaction.acts().isEmpty() ? chosen : reaction.acts();
                    lastReaction |= reaction.last();
                    note(reaction, nowNanos);
                    break;
                }
            }
        }
        if (!heard.isEmpty() && !fits) {
            note(react.otherwise(), nowNanos);
            chosen = react.otherwise().acts();
            lastReaction |= react.otherwise().last();
        }
        understanding.judged();
        acts.addAll(chosen);
        return !chosen.isEmpty() && listening.turn() || lastReaction;
    }

    private void note(Step.Reaction reaction, long nowNanos) {
        if (!reaction.note().isEmpty()) {
            boolean sounded = stopwatch.soundSince(begunNanos);
            notes.putIfAbsent(reaction.note(), sounded ? stopwatch.lastSoundNanos() : nowNanos);
        }
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
        if (step instanceof Step.AwaitPerson person) {
            return person.patience();
        }
        if (step instanceof Step.Expect expected) {
            return expected.limit();
        }
        return step instanceof Step.React react ? react.limit() : Duration.ofMinutes(10);
    }
}
