package dev.sotto.gateway.sip.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** What a framer cut out, as text. */
final class HeardFrames implements StreamFramer.Sink {
    final List<String> all = new ArrayList<>();

    @Override
    public void message(byte[] octets) {
        all.add(new String(octets, ISO_8859_1));
    }

    @Override
    public void ping() {
        all.add("ping");
    }

    @Override
    public void broken(int status, String reason, byte[] head) {
        all.add(status + " " + new String(head, ISO_8859_1));
    }
}
