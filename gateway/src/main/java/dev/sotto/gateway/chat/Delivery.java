package dev.sotto.gateway.chat;

import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines one connection is sent: each once, in order, none left out, though the same line can come twice, in the
 * transcript and by itself.
 *
 * <p>Lines that come before the transcript is there are held. Where sending starts: at {@code after} if the client says
 * so, else at the last line that the client has surely received (it answered the ping behind it), else, after a restart,
 * behind the customer's own last line, which is acknowledged only when it is durable.
 */
final class Delivery {
    static final long NOT_SAID = -1;

    private @Nullable List<Line> held = new ArrayList<>();
    private long last;

    /** A line of its own: what to send now. */
    List<Line> on(Line line) {
        if (held != null) {
            held.add(line);
            return List.of();
        }
        return isNew(line) ? List.of(line) : List.of();
    }

    /**
     * The transcript is there: what to send first.
     *
     * @param after as the client said, or {@link #NOT_SAID}; 0 asks for everything, the customer's own lines as well
     * @param delivered the last line that surely arrived; negative when not known
     */
    List<Line> start(List<TranscriptLine> transcript, long after, long delivered) {
        last = after != NOT_SAID
                ? Math.min(after, end(transcript))
                : delivered >= 0 ? delivered : lastOfCustomer(transcript);
        List<Line> known = new ArrayList<>();
        for (TranscriptLine line : transcript) {
            if (after == 0 || line.from() != Party.CUSTOMER) {
                known.add(Line.of(line));
            }
        }
        if (held != null) {
            known.addAll(held);
            held = null;
        }
        return known.stream().filter(this::isNew).toList();
    }

    /** The number of the last line that was handed over. */
    long last() {
        return last;
    }

    private boolean isNew(Line line) {
        if (line.number() <= last) {
            return false;
        }
        last = line.number();
        return true;
    }

    /** A client can't be further than the conversation is. */
    private static long end(List<TranscriptLine> transcript) {
        return transcript.isEmpty() ? 0 : transcript.get(transcript.size() - 1).number();
    }

    private static long lastOfCustomer(List<TranscriptLine> transcript) {
        return transcript.stream()
                .filter(line -> line.from() == Party.CUSTOMER)
                .mapToLong(TranscriptLine::number)
                .max()
                .orElse(0);
    }
}
