package dev.sotto.media.sdp;

import java.util.List;

/** Writes our descriptions. */
final class SdpWriter {
    private static final String END = "\r\n";

    private final LocalMedia local;
    private final StringBuilder session = new StringBuilder();
    private final StringBuilder media = new StringBuilder(512);

    SdpWriter(LocalMedia local) {
        this.local = local;
    }

    /** The one audio line of an answer. */
    void audio(String protocol, FormatChoice choice, Direction direction, boolean rtcpMux) {
        line(protocol, choice.written());
        media.append("a=ptime:").append(choice.sound().packetMillis()).append(END);
        media.append("a=").append(direction.attribute()).append(END);
        if (rtcpMux) {
            media.append("a=rtcp-mux").append(END);
        }
    }

    /** Further attributes of the session. */
    void sessionAttributes(List<String> attributes) {
        attributes.forEach(attribute -> session.append("a=").append(attribute).append(END));
    }

    /** Further attributes of the line written last. */
    void attributes(List<String> attributes) {
        attributes.forEach(attribute -> media.append("a=").append(attribute).append(END));
    }

    /** The one audio line of an offer. */
    void everything(String protocol, OfferedFormats formats) {
        line(protocol, formats.lines());
        media.append("a=ptime:20").append(END);
        media.append("a=").append(Direction.SENDRECV.attribute()).append(END);
    }

    private void line(String protocol, List<SessionDescription.RtpMap> formats) {
        media.append("m=audio ").append(local.port()).append(' ').append(protocol);
        formats.forEach(format -> media.append(' ').append(format.payloadType()));
        media.append(END);
        formats.forEach(this::format);
    }

    private void format(SessionDescription.RtpMap map) {
        media.append("a=rtpmap:").append(map.payloadType()).append(' ').append(map.encoding());
        media.append('/').append(map.clockRate());
        if (map.channels() > 1) {
            media.append('/').append(map.channels());
        }
        media.append(END);
        if (!map.parameters().isEmpty()) {
            media.append("a=fmtp:").append(map.payloadType()).append(' ').append(map.parameters());
            media.append(END);
        }
    }

    /** A line we don't take: its own words with port 0 (RFC 3264 section 6). */
    void rejected(SessionDescription.Media offered) {
        media.append("m=").append(offered.kind()).append(" 0 ").append(offered.protocol());
        media.append(' ').append(offered.formats().get(0)).append(END);
    }

    String write(long version) {
        String network = " IN " + local.addressType() + " " + local.address() + END;
        return "v=0" + END
                + "o=sotto " + local.sessionId() + " " + version + network
                + "s=-" + END
                + "c=" + network.substring(1)
                + "t=0 0" + END
                + session
                + media;
    }
}
