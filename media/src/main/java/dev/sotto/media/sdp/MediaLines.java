package dev.sotto.media.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects an {@code m=} line and the attributes that follow it. */
final class MediaLines {
    private static final int MAX_FORMATS = 64;

    private final int position;
    private final String kind;
    private final int port;
    private final String protocol;
    private final List<String> formats;
    private final SecurityLines security;
    private final FormatLines formatLines = new FormatLines();

    private @Nullable String connection;
    private Direction direction;
    private int rtcpPort;
    private boolean rtcpMux;

    MediaLines(int position, String value, Direction inherited, SecurityLines security) throws SdpException {
        String[] parts = value.trim().split(" +", MAX_FORMATS + 4);
        if (parts.length < 4 || parts.length > MAX_FORMATS + 3) {
            throw SdpException.malformed(position, "media line without formats or with over " + MAX_FORMATS);
        }
        this.position = position;
        this.kind = parts[0];
        int slash = parts[1].indexOf('/');
        this.port = number(position, slash < 0 ? parts[1] : parts[1].substring(0, slash), 65535, "port");
        this.protocol = parts[2];
        this.formats = List.of(parts).subList(3, parts.length);
        this.direction = inherited;
        this.security = security;
    }

    void connection(String address) {
        connection = address;
    }

    void attribute(int at, String attribute) throws SdpException {
        int colon = attribute.indexOf(':');
        String name = colon < 0 ? attribute : attribute.substring(0, colon);
        String value = colon < 0 ? "" : attribute.substring(colon + 1).trim();
        if (formatLines.attribute(name, value)) {
            return;
        }
        switch (name) {
            case "rtcp" -> rtcpPort = number(at, value.split(" ", 2)[0], 65535, "rtcp port");
            case "rtcp-mux" -> rtcpMux = true;
            default -> {
                security.attribute(name, value);
                Optional<Direction> named = Direction.parse(name);
                direction = named.orElse(direction);
            }
        }
    }

    private static int number(int at, String digits, int max, String what) throws SdpException {
        if (digits.isEmpty() || digits.length() > 7) {
            throw SdpException.malformed(at, what + " is no number");
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw SdpException.malformed(at, what + " is no number");
            }
            number = number * 10 + digit;
        }
        if (number > max) {
            throw SdpException.malformed(at, what + " over " + max);
        }
        return number;
    }

    SessionDescription.Media build() {
        return new SessionDescription.Media(
                position,
                kind,
                port,
                protocol,
                formats,
                connection,
                direction,
                formatLines.maps(),
                rtcpPort,
                rtcpMux,
                formatLines.ptimeMillis(),
                formatLines.maxPtimeMillis(),
                security.build());
    }
}
