package dev.sotto.media.ice;

import dev.sotto.media.sdp.Protection.IceLink;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Answers one call's connectivity checks and knows where its peer is. Always controlled: the peer nominates, and its latest
 * nomination counts. Call context only.
 */
public final class IceLite {
    private static final int MAX_VALID = 8;

    private final StunRequest request = new StunRequest();
    private final InetSocketAddress[] valid = new InetSocketAddress[MAX_VALID];
    private IceLink link;
    private StunIntegrity password;
    private int validated;
    private @Nullable InetSocketAddress selected;

    /** What came of a datagram. */
    public enum Outcome {
        /** No check, or one that isn't worth an answer. */
        IGNORED,
        /** Refused; {@code response} says why. */
        REFUSED,
        /** Fine, and the peer's address is known as before. */
        ANSWERED,
        /** Fine, and the peer wants the sound there from now on. */
        SELECTED
    }

    public IceLite(IceLink link) {
        this.link = link;
        this.password = new StunIntegrity(link.localPassword());
    }

    /** The peer begins its checks anew; until one has succeeded, the sound stays where it is (RFC 8445 section 9). */
    public void restart(IceLink next) {
        if (!next.equals(link)) {
            link = next;
            password = new StunIntegrity(next.localPassword());
        }
    }

    /** Reads a check and writes the answer into {@code response}, which stays empty when there is none. */
    public Outcome onPacket(ByteBuf packet, InetSocketAddress from, ByteBuf response) {
        if (!request.read(packet)) {
            return Outcome.IGNORED;
        }
        if (!request.hasIntegrity() || request.username().isEmpty()) {
            StunResponse.error(response, request, 400, "Bad Request", null);
            return Outcome.REFUSED;
        }
        if (!isForUs(request.username()) || !request.isFrom(password)) {
            StunResponse.error(response, request, 401, "Unauthorized", null);
            return Outcome.REFUSED;
        }
        if (request.unknown() != 0) {
            StunResponse.error(response, request, 420, "Unknown Attribute", password);
            return Outcome.REFUSED;
        }
        StunResponse.success(response, request, from, password);
        return passed(from);
    }

    private boolean isForUs(String username) {
        return username.equals(link.localFragment() + ":" + link.remoteFragment());
    }

    private Outcome passed(InetSocketAddress from) {
        if (!isValid(from)) {
            valid[validated++ % MAX_VALID] = from;
        }
        if (!request.useCandidate() || from.equals(selected)) {
            return Outcome.ANSWERED;
        }
        selected = from;
        return Outcome.SELECTED;
    }

    /** Whether the peer has proven to be at that address. */
    public boolean isValid(InetSocketAddress from) {
        if (from.equals(selected)) {
            return true;
        }
        for (int i = 0; i < Math.min(validated, MAX_VALID); i++) {
            if (from.equals(valid[i])) {
                return true;
            }
        }
        return false;
    }

    /** Where the peer wants the sound; null until it has said so. */
    public @Nullable InetSocketAddress selected() {
        return selected;
    }
}
