package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.media.dtls.Handshakes;
import dev.sotto.media.sdp.ProtectionPolicy;
import dev.sotto.media.session.MediaSecurity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Whether calls are encrypted, and the certificate and workers for it. Start and stop only. */
record Encryption(MediaSecurity security) implements AutoCloseable {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    static Encryption of(Settings.Rtp settings, InstantSource clock, SecureRandom random) {
        ProtectionPolicy policy = ProtectionPolicy.valueOf(settings.srtp().toUpperCase(Locale.ROOT));
        return new Encryption(
                policy == ProtectionPolicy.OFF
                        ? MediaSecurity.OFF
                        : new MediaSecurity(policy, Handshakes.start(clock.instant(), HANDSHAKE_TIMEOUT, random)));
    }

    @Override
    public void close() {
        Handshakes handshakes = security.handshakes();
        if (handshakes != null) {
            handshakes.close();
        }
    }
}
