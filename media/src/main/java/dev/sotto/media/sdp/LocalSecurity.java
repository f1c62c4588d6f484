package dev.sotto.media.sdp;

import dev.sotto.media.sdp.Protection.Dtls;
import dev.sotto.media.sdp.Protection.IceLink;
import dev.sotto.media.sdp.Protection.Keys;
import dev.sotto.media.sdp.Protection.Plain;
import dev.sotto.media.sdp.Protection.Sdes;
import dev.sotto.media.sdp.SessionDescription.Media;
import dev.sotto.media.srtp.SrtpKeys;
import dev.sotto.media.srtp.SrtpSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One call's side of the agreement on encryption. Mutable: it remembers what was agreed, as a new offer within the call must not
 * change keys whose packets are on their way. Call context only.
 */
public final class LocalSecurity {
    private static final List<SrtpSuite> OFFERED =
            List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80, SrtpSuite.AES_CM_128_HMAC_SHA1_32, SrtpSuite.AEAD_AES_128_GCM);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int FRAGMENT_LETTERS = 8;
    private static final int PASSWORD_LETTERS = 24;

    private final ProtectionPolicy policy;
    private final @Nullable Fingerprint certificate;
    private final RandomGenerator random;
    private final List<CryptoLine> offered = new ArrayList<>();
    private Protection agreed = Protection.NONE;

    /**
     * @param certificate of ours; null: no handshakes
     * @param random a secure one
     */
    public LocalSecurity(ProtectionPolicy policy, @Nullable Fingerprint certificate, RandomGenerator random) {
        this.policy = policy;
        this.certificate = certificate;
        this.random = random;
    }

    /** What was agreed last. */
    public Protection agreed() {
        return agreed;
    }

    /** Why that line can't be taken; empty when it can. */
    String objection(Media media) {
        if (!media.isAudio()) {
            return "no sound over RTP";
        }
        boolean encrypted = sdes(media) || dtls(media);
        if (media.mustEncrypt() && (policy == ProtectionPolicy.OFF || !encrypted)) {
            return policy == ProtectionPolicy.OFF ? "encryption is switched off here" : "no way of encryption we speak";
        }
        if (!encrypted && policy == ProtectionPolicy.REQUIRED) {
            return "only encrypted sound is taken here";
        }
        boolean other = agreed.keys() instanceof Dtls before
                && dtls(media)
                && !before.remote().equals(media.security().fingerprint());
        return other ? "another certificate within the call" : "";
    }

    private boolean sdes(Media media) {
        return policy != ProtectionPolicy.OFF
                && !media.security().crypto().isEmpty()
                && !media.protocol().startsWith("UDP/TLS/");
    }

    private boolean dtls(Media media) {
        return policy != ProtectionPolicy.OFF
                && certificate != null
                && !sdes(media)
                && media.security().fingerprint() != null
                && !media.security().setup().equals("holdconn");
    }

    /** What answering that line means, which has no {@link #objection}. Remembered by {@link #use}. */
    Protection answer(Media media) {
        IceLink ice = dtls(media) && media.rtcpMux() ? ice(media.security().iceFragment()) : null;
        return new Protection(keys(media), ice);
    }

    private Keys keys(Media media) {
        RemoteSecurity remote = media.security();
        if (sdes(media)) {
            CryptoLine line = remote.crypto().get(0);
            return new Sdes(sending(line.keys().suite()), line.keys());
        }
        Fingerprint promised = remote.fingerprint();
        if (dtls(media) && promised != null) {
            return agreed.keys() instanceof Dtls before
                    ? before
                    : new Dtls(promised, remote.setup().equals("passive"));
        }
        return new Plain();
    }

    /** One key is used with one suite and never taken up again: its packet numbers would begin anew. */
    private SrtpKeys sending(SrtpSuite suite) {
        return agreed.keys() instanceof Sdes before && before.sending().suite() == suite
                ? before.sending()
                : SrtpKeys.random(suite, random);
    }

    /** New names where the other side has new ones: it begins its checks anew (RFC 8839 section 4.4.1.1.1). */
    private @Nullable IceLink ice(@Nullable String remoteFragment) {
        IceLink before = agreed.ice();
        if (remoteFragment == null || (before != null && before.remoteFragment().equals(remoteFragment))) {
            return remoteFragment == null ? null : before;
        }
        return new IceLink(letters(FRAGMENT_LETTERS), letters(PASSWORD_LETTERS), remoteFragment);
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    void use(Protection protection) {
        agreed = protection;
    }

    /** The attributes of our answer to that line. */
    List<String> answerLines(Media media, Protection protection, LocalMedia local) {
        List<String> lines = new ArrayList<>();
        RemoteSecurity remote = media.security();
        if (remote.mid() != null) {
            lines.add("mid:" + remote.mid());
        }
        if (protection.keys() instanceof Sdes sdes) {
            lines.add(new CryptoLine(remote.crypto().get(0).tag(), sdes.sending()).attribute());
        } else if (protection.keys() instanceof Dtls dtls && certificate != null) {
            lines.add(certificate.attribute());
            lines.add(dtls.active() ? "setup:active" : "setup:passive");
        }
        IceLink ice = protection.ice();
        if (ice != null) {
            lines.add("ice-ufrag:" + ice.localFragment());
            lines.add("ice-pwd:" + ice.localPassword());
            lines.add("candidate:1 1 udp 2130706431 " + local.address() + " " + local.port() + " typ host");
            lines.add("end-of-candidates");
        }
        return lines;
    }

    /** The attributes of the session that our answer belongs to. */
    static List<String> sessionLines(Media media, Protection protection) {
        List<String> lines = new ArrayList<>();
        RemoteSecurity remote = media.security();
        if (remote.bundle() && remote.mid() != null) {
            lines.add("group:BUNDLE " + remote.mid());
        }
        if (protection.ice() != null) {
            lines.add("ice-lite");
        }
        return lines;
    }

    String offeredProtocol() {
        return policy == ProtectionPolicy.REQUIRED ? "RTP/SAVP" : "RTP/AVP";
    }

    /** The attributes of our offer, the same ones again within the call. */
    List<String> offerLines() {
        if (policy != ProtectionPolicy.REQUIRED) {
            return List.of();
        }
        if (offered.isEmpty()) {
            for (SrtpSuite suite : OFFERED) {
                offered.add(new CryptoLine(Integer.toString(offered.size() + 1), sending(suite)));
            }
        }
        return offered.stream().map(CryptoLine::attribute).toList();
    }

    /** What the answer to our offer means. */
    Protection accept(Media media) throws SdpException {
        if (policy != ProtectionPolicy.REQUIRED) {
            return Protection.NONE;
        }
        for (CryptoLine chosen : media.security().crypto()) {
            for (CryptoLine ours : offered) {
                if (ours.tag().equals(chosen.tag())
                        && ours.keys().suite() == chosen.keys().suite()) {
                    return new Protection(new Sdes(ours.keys(), chosen.keys()), null);
                }
            }
        }
        throw SdpException.notAcceptable(media.position(), "answer without one of the keys' suites we offered");
    }
}
