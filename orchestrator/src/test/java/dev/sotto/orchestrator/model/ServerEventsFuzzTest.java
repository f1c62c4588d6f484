package dev.sotto.orchestrator.model;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;

class ServerEventsFuzzTest {
    /** Whatever comes is read or refused, in whatever pieces. */
    @FuzzTest(maxDuration = "10s")
    void anythingIsReadOrRefused(FuzzedDataProvider data) {
        ServerEvents events = new ServerEvents(1_000, 100_000);
        AnswerReader reader = new AnswerReader();
        try {
            while (data.remainingBytes() > 0) {
                for (String event : events.feed(Buffer.buffer(data.consumeBytes(data.consumeInt(1, 40))))) {
                    reader.read(event);
                }
            }
            reader.answer();
        } catch (MalformedAnswer expected) {
            // the one way to refuse
        }
    }
}
