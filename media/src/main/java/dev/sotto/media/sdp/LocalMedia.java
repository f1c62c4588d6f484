package dev.sotto.media.sdp;

/**
 * Our side of a description.
 *
 * @param address literal IPv4 or IPv6 address that peers can reach
 * @param port RTP port; RTCP is on the next one
 * @param sessionId number of the {@code o=} line, the same for the whole call
 * @param formats what may be agreed on
 */
public record LocalMedia(String address, int port, long sessionId, FormatPreference formats) {
    /** With what every telephone has. */
    public LocalMedia(String address, int port, long sessionId) {
        this(address, port, sessionId, FormatPreference.G711);
    }

    String addressType() {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }
}
