package dev.sotto.media.sdp;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session description as it was read: what matters of it, nothing resolved or judged.
 *
 * @param connection address of the session level {@code c=} line
 * @param direction of the session level; {@code sendrecv} when none is named
 */
public record SessionDescription(@Nullable String connection, Direction direction, List<Media> media) {
    private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF");
    private static final Set<String> ENCRYPTED =
            Set.of("RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF");

    public SessionDescription {
        media = List.copyOf(media);
    }

    /** Reads {@code text}; lines may end in LF alone. */
    public static SessionDescription parse(String text) throws SdpException {
        return new SdpParser(text).parse();
    }

    /**
     * One {@code m=} line and what follows it.
     *
     * @param position of the {@code m=} line in the text
     * @param formats payload numbers in the order of preference; as they stand when the protocol isn't RTP
     * @param connection address of its own {@code c=} line
     * @param direction its own, or the session's
     * @param rtcpPort from {@code a=rtcp}, else 0
     * @param ptimeMillis how much sound it wants in a packet; 0 when it doesn't say
     * @param maxPtimeMillis how much it can take at most; 0 when it doesn't say
     * @param security its own, or the session's
     */
    public record Media(
            int position,
            String kind,
            int port,
            String protocol,
            List<String> formats,
            @Nullable String connection,
            Direction direction,
            List<RtpMap> maps,
            int rtcpPort,
            boolean rtcpMux,
            int ptimeMillis,
            int maxPtimeMillis,
            RemoteSecurity security) {
        public Media {
            formats = List.copyOf(formats);
            maps = List.copyOf(maps);
        }

        /** Sound over RTP, encrypted or not. */
        boolean isAudio() {
            return kind.equals("audio") && (PLAIN.contains(protocol) || mustEncrypt());
        }

        /** The protocol's name promises encryption; without keys in it the line can't be taken. */
        boolean mustEncrypt() {
            return ENCRYPTED.contains(protocol);
        }
    }

    /**
     * {@code a=rtpmap:<payloadType> <encoding>/<clockRate>[/<channels>]}; where it was read, the encoding is in upper case.
     *
     * @param parameters of {@code a=fmtp}, or empty
     */
    public record RtpMap(int payloadType, String encoding, int clockRate, int channels, String parameters) {
        RtpMap with(String others) {
            return others.equals(parameters) ? this : new RtpMap(payloadType, encoding, clockRate, channels, others);
        }
    }
}
