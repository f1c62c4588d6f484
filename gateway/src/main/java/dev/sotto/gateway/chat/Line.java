package dev.sotto.gateway.chat;

import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.message.ToEdge;
import java.time.Instant;

/** A line of the transcript on its way to a client. */
record Line(long number, Party from, String text, Instant at) {
    static Line of(ToEdge.Say say) {
        return new Line(say.speechId(), say.from(), say.text(), say.at());
    }

    static Line of(TranscriptLine line) {
        return new Line(line.number(), line.from(), line.text(), line.at());
    }
}
