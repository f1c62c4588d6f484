package dev.sotto.media.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;

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

    /** Whether packets can go from our address to that one: both are IPv4 or both IPv6. */
    boolean reaches(InetAddress peer) {
        return addressType().equals("IP6") == peer instanceof Inet6Address;
    }

    String addressType() {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }
}
