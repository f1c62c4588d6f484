package dev.sotto.media.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a session description line by line (RFC 8866 section 5). Unknown lines and attributes are skipped, as section 5 asks. */
final class SdpParser {
    static final int MAX_CHARACTERS = 16 * 1024;
    static final int MAX_MEDIA = 16;

    private final String text;
    private final List<SessionDescription.Media> media = new ArrayList<>();

    private int lineStart;
    private @Nullable String sessionConnection;
    private Direction sessionDirection = Direction.SENDRECV;
    private final SecurityLines sessionSecurity = new SecurityLines();
    private @Nullable MediaLines current;

    SdpParser(String text) {
        this.text = text;
    }

    SessionDescription parse() throws SdpException {
        if (text.length() > MAX_CHARACTERS) {
            throw SdpException.malformed(MAX_CHARACTERS, "description over " + MAX_CHARACTERS + " characters");
        }
        if (!text.startsWith("v=0")) {
            throw SdpException.malformed(0, "description doesn't begin with v=0");
        }
        while (lineStart < text.length()) {
            int newline = text.indexOf('\n', lineStart);
            int next = newline < 0 ? text.length() : newline + 1;
            int end = newline < 0 ? text.length() : newline;
            while (end > lineStart && text.charAt(end - 1) == '\r') {
                end--;
            }
            if (end > lineStart) {
                line(text.substring(lineStart, end));
            }
            lineStart = next;
        }
        closeMedia();
        return new SessionDescription(sessionConnection, sessionDirection, media);
    }

    private void line(String line) throws SdpException {
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw malformed("line without type");
        }
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw malformed("control character");
        }
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'm' -> {
                closeMedia();
                if (media.size() == MAX_MEDIA) {
                    throw malformed("over " + MAX_MEDIA + " media lines");
                }
                current = new MediaLines(lineStart, value, sessionDirection, new SecurityLines(sessionSecurity));
            }
            case 'c' -> connection(value);
            case 'a' -> attribute(value);
            default -> {
                // times, names, bandwidths: nothing that decides where sound goes
            }
        }
    }

    private void closeMedia() {
        if (current != null) {
            media.add(current.build());
        }
    }

    /** {@code IN IP4 192.0.2.1[/ttl]}. */
    private void connection(String value) throws SdpException {
        String[] parts = value.trim().split(" +", 4);
        if (parts.length != 3 || !parts[0].equals("IN") || !(parts[1].equals("IP4") || parts[1].equals("IP6"))) {
            throw malformed("connection is not IN IP4 or IN IP6 with an address");
        }
        int slash = parts[2].indexOf('/');
        String address = slash < 0 ? parts[2] : parts[2].substring(0, slash);
        if (address.isEmpty()) {
            throw malformed("connection without address");
        }
        if (current == null) {
            sessionConnection = address;
        } else {
            current.connection(address);
        }
    }

    private void attribute(String value) throws SdpException {
        if (current != null) {
            current.attribute(lineStart, value.trim());
        } else {
            sessionDirection = Direction.parse(value.trim()).orElse(sessionDirection);
            int colon = value.indexOf(':');
            sessionSecurity.attribute(
                    colon < 0 ? value.trim() : value.substring(0, colon).trim(),
                    colon < 0 ? "" : value.substring(colon + 1).trim());
        }
    }

    private SdpException malformed(String reason) {
        return SdpException.malformed(lineStart, reason);
    }
}
