package dev.sotto.loadtest.phone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is heard and said into the figures that a caller would feel. Loop only; time is an argument.
 *
 * <p>All times are of packets on the wire: sound is a packet in which something can be heard, silence is its absence.
 */
public final class Stopwatch {
    static final long NEVER = Long.MIN_VALUE;

    /** Pauses between words are shorter: the other side counts as talking this long after its last sound. */
    private static final long STILL_TALKING_NANOS = 250_000_000;
    /** After this they have stopped. */
    private static final long STOPPED_NANOS = 600_000_000;

    /**
     * Sentences that follow each other leave more than this between them: two silent packets, so that the next one with sound comes
     * about 60 ms after the last. It lies between two multiples of a packet, as one that comes a little early must not decide.
     */
    private static final long BETWEEN_SENTENCES_NANOS = 50_000_000;

    private static final long FRAME_NANOS = 20_000_000;

    private final long ackNanos;
    private final List<Long> replies = new ArrayList<>();
    private final List<Long> bargeIns = new ArrayList<>();
    private final List<Long> answersInSilence = new ArrayList<>();
    private final List<Long> answersInSpeech = new ArrayList<>();
    private final List<Long> answersOverCaller = new ArrayList<>();

    private long greetingNanos = -1;
    private long lastSoundNanos = NEVER;
    private long spurtNanos = NEVER;
    private int spurts;
    private boolean speaking;
    private long turnEndedNanos;
    private long replyFromNanos = NEVER;
    private long bargeFromNanos = NEVER;
    private long answerFromNanos = NEVER;
    private Answered answeredInto = Answered.SILENCE;
    private boolean waiting;
    private long longestSilenceNanos;
    private long longestWaitNanos;

    /** Who was talking when an agent's answer came. */
    private enum Answered {
        SILENCE,
        THEIR_SPEECH,
        /** Or our keys, or we had just ended and were not answered yet: what follows counts from the end of our turn. */
        OUR_SPEECH
    }

    public Stopwatch(long ackNanos) {
        this.ackNanos = ackNanos;
        this.turnEndedNanos = ackNanos;
    }

    /** A packet with sound has come. */
    public void heard(long nowNanos) {
        boolean onset = !talking(nowNanos);
        if (lastSoundNanos == NEVER) {
            greetingNanos = nowNanos - ackNanos;
        }
        if (onset) {
            spurtNanos = nowNanos;
            spurts++;
        }
        silence(nowNanos);
        if (replyFromNanos != NEVER) {
            replies.add(nowNanos - replyFromNanos);
            replyFromNanos = NEVER;
        }
        if (answerFromNanos != NEVER) {
            followed(nowNanos);
        }
        lastSoundNanos = nowNanos;
    }

    /** Sound after an agent's answer: does it follow from it? */
    private void followed(long nowNanos) {
        boolean next = lastSoundNanos != NEVER && nowNanos - lastSoundNanos >= BETWEEN_SENTENCES_NANOS;
        @Nullable
        List<Long> kind = switch (answeredInto) {
            case SILENCE -> answersInSilence;
            case THEIR_SPEECH -> next ? answersInSpeech : null;
            case OUR_SPEECH -> speaking ? null : answersOverCaller;
        };
        if (kind != null) {
            kind.add(nowNanos - answerFromNanos);
            answerFromNanos = NEVER;
        }
    }

    /** Silence counts while it is theirs to break: not while we speak. */
    private void silence(long nowNanos) {
        if (!speaking) {
            long since = Math.max(turnEndedNanos, lastSoundNanos);
            longestSilenceNanos = Math.max(longestSilenceNanos, nowNanos - since);
            if (waiting) {
                longestWaitNanos = Math.max(longestWaitNanos, nowNanos - since);
            }
        }
    }

    public void turnBegan(long nowNanos) {
        speaking = true;
        // whoever starts to talk before anything followed from the answer makes it wait
        answeredInto = Answered.OUR_SPEECH;
        if (talking(nowNanos)) {
            bargeFromNanos = nowNanos;
        }
    }

    /** We begin to press keys, which nobody can talk over; the turn ends with the last of them. */
    public void keysBegan() {
        speaking = true;
        answeredInto = Answered.OUR_SPEECH;
    }

    public void turnEnded(long nowNanos) {
        if (answerFromNanos != NEVER && speaking) {
            answerFromNanos = nowNanos;
        }
        speaking = false;
        turnEndedNanos = nowNanos;
        if (!talking(nowNanos)) {
            replyFromNanos = nowNanos;
        }
    }

    /** Every 20 ms: silence is something that is noticed without a packet. */
    public void tick(long nowNanos) {
        if (bargeFromNanos != NEVER && nowNanos - lastSoundNanos > STOPPED_NANOS) {
            bargeIns.add(Math.max(0, lastSoundNanos + FRAME_NANOS - bargeFromNanos));
            bargeFromNanos = NEVER;
        }
    }

    /** A person's answer was sent at {@code atNanos}. */
    public void answered(long atNanos) {
        answerFromNanos = atNanos;
        answeredInto = talking(atNanos) ? Answered.THEIR_SPEECH : Answered.SILENCE;
        if (speaking || replyFromNanos != NEVER) {
            // whoever has just stopped is still waited for: nobody can know yet that they have
            answeredInto = Answered.OUR_SPEECH;
            answerFromNanos = speaking ? atNanos : replyFromNanos;
        }
        if (talking(atNanos)) {
            // what they say next follows from it: the wait is over
            waiting(false, lastSoundNanos);
        }
    }

    void waiting(boolean now, long nowNanos) {
        if (waiting && !now) {
            silence(nowNanos);
        }
        waiting = now;
    }

    boolean talking(long nowNanos) {
        return lastSoundNanos != NEVER && nowNanos - lastSoundNanos <= STILL_TALKING_NANOS;
    }

    /** How long they have been talking without a pause. */
    long talkingForNanos(long nowNanos) {
        return talking(nowNanos) ? nowNanos - spurtNanos : 0;
    }

    /** They have spoken since our last turn and have now been quiet for that long. */
    boolean quietFor(long nanos, long nowNanos) {
        return lastSoundNanos != NEVER && lastSoundNanos - turnEndedNanos > 0 && nowNanos - lastSoundNanos >= nanos;
    }

    /** How long nothing has been heard while it is theirs to speak; 0 while we do. */
    long silentForNanos(long nowNanos) {
        return speaking ? 0 : nowNanos - Math.max(turnEndedNanos, lastSoundNanos);
    }

    long lastSoundNanos() {
        return lastSoundNanos;
    }

    boolean soundSince(long nanos) {
        return lastSoundNanos != NEVER && lastSoundNanos - nanos > 0;
    }

    boolean answerHeard() {
        return !answersInSilence.isEmpty() || !answersInSpeech.isEmpty() || !answersOverCaller.isEmpty();
    }

    public Felt felt() {
        return new Felt(
                greetingNanos,
                replies,
                bargeIns,
                answersInSilence,
                answersInSpeech,
                answersOverCaller,
                longestSilenceNanos,
                longestWaitNanos,
                spurts);
    }
}
