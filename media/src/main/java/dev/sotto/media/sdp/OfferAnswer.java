package dev.sotto.media.sdp;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call's side of the offer/answer model (RFC 3264). Mutable: it counts the versions of our description. Call context only.
 *
 * <p>We take one sound of the first audio line whose encryption we speak, as {@link FormatPreference} says, under the offerer's
 * payload number; every other line is answered with port 0, in its place.
 */
public final class OfferAnswer {
    private final LocalMedia local;
    private final LocalSecurity security;
    private final OfferedFormats formats;
    private long version;
    private String lastLocal = "";

    /** Without encryption. */
    public OfferAnswer(LocalMedia local) {
        this(local, new LocalSecurity(ProtectionPolicy.OFF, null, new SecureRandom()));
    }

    public OfferAnswer(LocalMedia local, LocalSecurity security) {
        this.local = local;
        this.security = security;
        this.formats = new OfferedFormats(local.formats());
        this.version = local.sessionId();
    }

    /** What was agreed and the text that says so. */
    public record Answer(String sdp, Negotiated negotiated) {}

    /** Answers an offer. Nothing changes when it throws. */
    public Answer answer(String offer) throws SdpException {
        SessionDescription offered = SessionDescription.parse(offer);
        int index = usable(offered);
        SessionDescription.Media media = offered.media().get(index);
        FormatChoice choice = choose(media);
        Direction direction = media.direction().reversed();
        Protection protection = security.answer(media);
        Negotiated negotiated = agree(offered, media, choice, direction, protection);
        SdpWriter writer = new SdpWriter(local);
        for (int i = 0; i < offered.media().size(); i++) {
            if (i == index) {
                writer.audio(media.protocol(), choice, direction, media.rtcpMux());
                writer.attributes(security.answerLines(media, protection, local));
                writer.sessionAttributes(LocalSecurity.sessionLines(media, protection));
            } else {
                writer.rejected(offered.media().get(i));
            }
        }
        security.use(protection);
        formats.agreed(choice);
        return new Answer(versioned(writer), negotiated);
    }

    /** Offers everything we speak, both ways. */
    public String offer() {
        SdpWriter writer = new SdpWriter(local);
        writer.everything(security.offeredProtocol(), formats);
        writer.attributes(security.offerLines());
        return versioned(writer);
    }

    /** Takes the answer to {@link #offer}. */
    public Negotiated accept(String answer) throws SdpException {
        SessionDescription answered = SessionDescription.parse(answer);
        if (answered.media().size() != 1) {
            throw SdpException.malformed(0, "answer has " + answered.media().size() + " media lines, the offer had 1");
        }
        SessionDescription.Media media = answered.media().get(usable(answered));
        FormatChoice choice = FormatChoice.answered(media, local.formats(), formats.offered());
        if (choice == null) {
            throw SdpException.notAcceptable(media.position(), "nothing of what we have offered");
        }
        Protection protection = security.accept(media);
        Negotiated negotiated = agree(answered, media, choice, media.direction().reversed(), protection);
        security.use(protection);
        formats.agreed(choice);
        return negotiated;
    }

    /** Where the peer of a plain RTP offer says that it receives; null where that is not known or the offer is no good. */
    public static @Nullable InetSocketAddress plainPeer(String offer) {
        try {
            SessionDescription offered = SessionDescription.parse(offer);
            List<SessionDescription.Media> lines = offered.media();
            SessionDescription.Media media = lines.size() == 1 ? lines.get(0) : null;
            if (media == null
                    || !media.protocol().equals("RTP/AVP")
                    || media.port() == 0
                    || media.security().iceFragment() != null) {
                return null;
            }
            String address = media.connection() != null ? media.connection() : offered.connection();
            return address == null ? null : PeerAddress.of(media.position(), address, media.port());
        } catch (SdpException e) {
            return null;
        }
    }

    private int usable(SessionDescription description) throws SdpException {
        List<SessionDescription.Media> lines = description.media();
        String objection = "no audio line with a sound we speak";
        for (int i = 0; i < lines.size(); i++) {
            SessionDescription.Media media = lines.get(i);
            if (media.isAudio() && media.port() != 0 && FormatChoice.of(media, local.formats()) != null) {
                String why = security.objection(media);
                if (why.isEmpty()) {
                    return i;
                }
                objection = why;
            }
        }
        int position = lines.isEmpty() ? 0 : lines.get(0).position();
        throw SdpException.notAcceptable(position, objection);
    }

    private FormatChoice choose(SessionDescription.Media media) throws SdpException {
        FormatChoice choice = FormatChoice.of(media, local.formats());
        if (choice == null) {
            throw SdpException.notAcceptable(media.position(), "no sound we speak");
        }
        return choice;
    }

    private Negotiated agree(
            SessionDescription description,
            SessionDescription.Media media,
            FormatChoice choice,
            Direction direction,
            Protection protection)
            throws SdpException {
        String address = media.connection() != null ? media.connection() : description.connection();
        if (address == null) {
            throw SdpException.malformed(media.position(), "audio line without connection address");
        }
        InetSocketAddress named = PeerAddress.of(media.position(), address, media.port());
        InetSocketAddress rtp = named != null && local.reaches(named.getAddress()) ? named : null;
        return new Negotiated(
                choice.sound(),
                rtp,
                rtcp(media, rtp),
                media.rtcpMux(),
                direction,
                // before its first check a browser names no address, which then means nothing
                (protection.ice() == null && PeerAddress.isHold(address)) || !direction.sends());
    }

    private static @Nullable InetSocketAddress rtcp(SessionDescription.Media media, @Nullable InetSocketAddress rtp) {
        if (rtp == null || media.rtcpMux()) {
            return rtp;
        }
        int port = media.rtcpPort() != 0 ? media.rtcpPort() : media.port() + 1;
        return port > 65535 ? null : new InetSocketAddress(rtp.getAddress(), port);
    }

    /** The version grows when, and only when, the description changes (RFC 3264 section 8). */
    private String versioned(SdpWriter writer) {
        if (!lastLocal.isEmpty() && !lastLocal.equals(writer.write(version))) {
            version++;
        }
        lastLocal = writer.write(version);
        return lastLocal;
    }
}
