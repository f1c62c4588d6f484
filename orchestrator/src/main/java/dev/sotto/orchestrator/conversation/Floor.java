package dev.sotto.orchestrator.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who makes sound right now (voice; in chat nobody ever does).
 *
 * @param callerSpeaking the caller began to speak and what they said is not known yet
 * @param speaking lines of ours that are being said or are queued, oldest first
 * @param bridging those of them that only bridge a wait: they give way
 * @param since when the floor last changed hands or fell silent
 * @param unheard what a barge-in kept the caller from hearing; empty when nothing was
 * @param held what we want to say but won't say over the caller; said once their turn has been dealt with
 * @param away the caller has put us on hold: nobody listens, and what sounds is their music
 */
public record Floor(
        boolean callerSpeaking,
        List<Long> speaking,
        List<Long> bridging,
        Instant since,
        String unheard,
        String held,
        boolean away) {
    static Floor silent(Instant since) {
        return new Floor(false, List.of(), List.of(), since, "", "", false);
    }

    public boolean free() {
        return listening() && speaking.isEmpty();
    }

    /** What is said now reaches the caller and interrupts nobody. */
    boolean listening() {
        return !callerSpeaking && !away;
    }

    /** The caller puts us on hold. Whatever they were about to say, they don't say it to us. */
    Floor left(Instant at) {
        return new Floor(false, speaking, bridging, at, unheard, held, true);
    }

    /** The caller is back: the clock of silence starts again. */
    Floor returned(Instant at) {
        return new Floor(false, speaking, bridging, at, unheard, held, false);
    }

    Floor callerStarted(Instant at) {
        return new Floor(true, speaking, bridging, at, unheard, held, away);
    }

    Floor callerStopped(Instant at) {
        return new Floor(false, speaking, bridging, at, unheard, held, away);
    }

    Floor began(long line, boolean bridge, Instant at) {
        List<Long> bridges = bridge ? plus(bridging, line) : bridging;
        return new Floor(callerSpeaking, plus(speaking, line), bridges, at, unheard, held, away);
    }

    Floor finished(long line, Instant at) {
        return new Floor(callerSpeaking, minus(speaking, line), minus(bridging, line), at, unheard, held, away);
    }

    /** True when all that is being said only bridges a wait. */
    boolean onlyBridging() {
        return !speaking.isEmpty() && bridging.containsAll(speaking);
    }

    private static List<Long> plus(List<Long> lines, long line) {
        List<Long> more = new ArrayList<>(lines);
        more.add(line);
        return List.copyOf(more);
    }

    private static List<Long> minus(List<Long> lines, long line) {
        List<Long> fewer = new ArrayList<>(lines);
        fewer.remove(line);
        return List.copyOf(fewer);
    }

    Floor cut(String rest) {
        return new Floor(callerSpeaking, speaking, bridging, since, (unheard + " " + rest).strip(), held, away);
    }

    Floor resumed() {
        return new Floor(callerSpeaking, speaking, bridging, since, "", held, away);
    }

    /** Nobody has made a sound up to now: the clock of silence starts again. */
    Floor touched(Instant at) {
        return new Floor(callerSpeaking, speaking, bridging, at, unheard, held, away);
    }

    Floor holding(String words) {
        return new Floor(callerSpeaking, speaking, bridging, since, unheard, (held + " " + words).strip(), away);
    }

    /** Nothing waits to be said any more. */
    Floor emptied() {
        return new Floor(callerSpeaking, speaking, bridging, since, "", "", away);
    }

    /** An edge that never reports the end of what was said, or a caller's speech that never ends. */
    Floor unstuck(Instant at) {
        return new Floor(false, List.of(), List.of(), at, unheard, held, away);
    }

    Floor released() {
        return new Floor(callerSpeaking, speaking, bridging, since, unheard, "", away);
    }
}
