package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
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
        media.append("m=audio ").append(local.port()).append(' ').append(protocol);
        media.append(' ').append(choice.payloadType());
        if (choice.eventPayloadType() >= 0) {
            media.append(' ').append(choice.eventPayloadType());
        }
        media.append(END);
        map(choice.payloadType(), choice.format());
        events(choice.eventPayloadType());
        tail(direction);
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
    void everything(String protocol, int eventPayloadType) {
        media.append("m=audio ").append(local.port()).append(' ').append(protocol);
        for (AudioFormat format : AudioFormat.values()) {
            media.append(' ').append(format.staticPayloadType());
        }
        media.append(' ').append(eventPayloadType).append(END);
        for (AudioFormat format : AudioFormat.values()) {
            map(format.staticPayloadType(), format);
        }
        events(eventPayloadType);
        tail(Direction.SENDRECV);
    }

    /** A line we don't take: its own words with port 0 (RFC 3264 section 6). */
    void rejected(SessionDescription.Media offered) {
        media.append("m=").append(offered.kind()).append(" 0 ").append(offered.protocol());
        media.append(' ').append(offered.formats().get(0)).append(END);
    }

    private void map(int payloadType, AudioFormat format) {
        media.append("a=rtpmap:").append(payloadType).append(' ').append(format.name());
        media.append('/').append(AudioFormat.CLOCK_RATE).append(END);
    }

    private void events(int payloadType) {
        if (payloadType >= 0) {
            media.append("a=rtpmap:")
                    .append(payloadType)
                    .append(" telephone-event/8000")
                    .append(END);
            media.append("a=fmtp:").append(payloadType).append(" 0-15").append(END);
        }
    }

    private void tail(Direction direction) {
        media.append("a=ptime:20").append(END);
        media.append("a=").append(direction.attribute()).append(END);
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
