package dev.sotto.media.sdp;

/**
 * Our side of a description.
 *
 * @param address literal IPv4 or IPv6 address that peers can reach
 * @param port RTP port; RTCP is on the next one
 * @param sessionId number of the {@code o=} line, the same for the whole call
 */
public record LocalMedia(String address, int port, long sessionId) {
    String addressType() {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }
}
