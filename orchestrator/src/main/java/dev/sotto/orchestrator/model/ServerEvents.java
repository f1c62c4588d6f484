package dev.sotto.orchestrator.model;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events (WHATWG HTML, section 9.2) out of chunks that are cut anywhere, in the middle of a character too. Only
 * {@code data} matters here.
 */
final class ServerEvents {
    private static final int COMPACT_ABOVE = 64 * 1024;

    private final int longestLine;
    private final long longestBody;
    private Buffer rest = Buffer.buffer();
    private int scanned;
    private long received;
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    ServerEvents(int longestLine, long longestBody) {
        this.longestLine = longestLine;
        this.longestBody = longestBody;
    }

    /** The data of each event that is complete with this chunk. */
    List<String> feed(Buffer chunk) throws MalformedAnswer {
        received += chunk.length();
        if (received > longestBody) {
            throw new MalformedAnswer("the answer is longer than " + longestBody + " bytes");
        }
        rest.appendBuffer(chunk);
        List<String> events = new ArrayList<>();
        int start = 0;
        for (int index = scanned; index < rest.length(); index++) {
            if (rest.getByte(index) == '\n') {
                int end = index > start && rest.getByte(index - 1) == '\r' ? index - 1 : index;
                line(rest.getString(start, end, StandardCharsets.UTF_8.name()), events);
                start = index + 1;
            } else if (index - start > longestLine) {
                throw new MalformedAnswer("a line is longer than " + longestLine + " bytes");
            }
        }
        if (start > 0 || rest.length() > COMPACT_ABOVE) {
            rest = rest.getBuffer(start, rest.length());
        }
        scanned = rest.length();
        return events;
    }

    private void line(String line, List<String> events) throws MalformedAnswer {
        if (line.isEmpty()) {
            if (hasData) {
                events.add(data.toString());
            }
            data.setLength(0);
            hasData = false;
        } else if (line.startsWith("data:")) {
            if (hasData) {
                data.append('\n');
            }
            data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
            hasData = true;
            if (data.length() > longestLine) {
                throw new MalformedAnswer("an event is longer than " + longestLine + " characters");
            }
        }
    }
}
