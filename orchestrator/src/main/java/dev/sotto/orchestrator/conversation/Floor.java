package dev.sotto.orchestrator.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who makes sound right now (voice; in chat nobody ever does).
 *
 * @param callerSpeaking the caller began to speak and what they said is not known yet
 * @param speaking lines of ours that are being said or are queued, oldest first
 * @param since when the floor last changed hands or fell silent
 * @param unheard what a barge-in kept the caller from hearing; empty when nothing was
 * @param held what we want to say but won't say over the caller; said once their turn has been dealt with
 */
public record Floor(boolean callerSpeaking, List<Long> speaking, Instant since, String unheard, String held) {
    public boolean free() {
        return !callerSpeaking && speaking.isEmpty();
    }

    Floor callerStarted(Instant at) {
        return new Floor(true, speaking, at, unheard, held);
    }

    Floor callerStopped(Instant at) {
        return new Floor(false, speaking, at, unheard, held);
    }

    Floor began(long line, Instant at) {
        List<Long> lines = new ArrayList<>(speaking);
        lines.add(line);
        return new Floor(callerSpeaking, List.copyOf(lines), at, unheard, held);
    }

    Floor finished(long line, Instant at) {
        List<Long> lines = new ArrayList<>(speaking);
        lines.remove(line);
        return new Floor(callerSpeaking, List.copyOf(lines), at, unheard, held);
    }

    Floor cut(String rest) {
        return new Floor(callerSpeaking, speaking, since, (unheard + " " + rest).strip(), held);
    }

    Floor resumed() {
        return new Floor(callerSpeaking, speaking, since, "", held);
    }

    /** Nobody has made a sound up to now: the clock of silence starts again. */
    Floor touched(Instant at) {
        return new Floor(callerSpeaking, speaking, at, unheard, held);
    }

    Floor holding(String words) {
        return new Floor(callerSpeaking, speaking, since, unheard, (held + " " + words).strip());
    }

    Floor released() {
        return new Floor(callerSpeaking, speaking, since, unheard, "");
    }
}
