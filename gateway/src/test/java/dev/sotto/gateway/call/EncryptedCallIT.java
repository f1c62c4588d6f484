package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.sdp.ProtectionPolicy;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSecurity;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.media.speech.CachingNarrator;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.media.srtp.SrtpKeys;
import dev.sotto.media.srtp.SrtpSuite;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** SIP calls with keys in their descriptions: what is answered, refused and logged. */
class EncryptedCallIT {
    private static final String PLAIN =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio 9 RTP/AVP 0\r\n";
    private static final String KEY = SrtpKeys.random(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new SecureRandom())
            .inline();
    private static final String ENCRYPTED =
            PLAIN.replace("RTP/AVP", "RTP/SAVP") + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final CachingNarrator narrator = CachingNarrator.start(FreeTtsSynthesizer.load(), 1, 1 << 20);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger all = (Logger) LoggerFactory.getLogger("dev.sotto");
    private Level before;

    @BeforeEach
    void listen() {
        BusRecords.register(vertx.eventBus());
        before = all.getLevel();
        all.setLevel(Level.TRACE);
        all.addAppender(log);
        log.start();
    }

    @AfterEach
    void close() throws Exception {
        all.detachAppender(log);
        all.setLevel(before);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        narrator.close();
    }

    private SipPhone phone(ProtectionPolicy policy, String callId) throws Exception {
        CallVerticle.Parts parts = new CallVerticle.Parts(
                new Addresses("test", 1),
                MediaPorts.of(27_500, 27_599),
                narrator,
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> callId);
        MediaSettings media =
                MediaSettings.defaults(InetAddress.getLoopbackAddress()).with(new MediaSecurity(policy, null));
        CallVerticle edge =
                new CallVerticle(new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, false, 10), parts);
        vertx.deployVerticle(edge).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return new SipPhone(edge.address(), callId);
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy())
                .toList();
    }

    @Test
    void keysAreAnsweredWarnedOfAndNeverLogged() throws Exception {
        try (SipPhone phone = phone(ProtectionPolicy.OPTIONAL, "encrypted")) {
            String answer = phone.call(ENCRYPTED);
            assertThat(answer).contains("RTP/SAVP 0").contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
            phone.hangUp();
            String ours = answer.substring(answer.indexOf("inline:") + 7, answer.indexOf("inline:") + 47);
            assertThat(logged().stream().filter(line -> line.startsWith("KEYS OF ENCRYPTED SOUND")))
                    .hasSize(1);
            assertThat(logged()).noneMatch(line -> line.contains(KEY) || line.contains(ours));
        }
    }

    @Test
    void whereEncryptionIsRequiredAPlainCallGets488() throws Exception {
        try (SipPhone phone = phone(ProtectionPolicy.REQUIRED, "plain")) {
            phone.callRefused(PLAIN, 488);
        }
    }

    @Test
    void whereItIsOffAnEncryptedCallGets488() throws Exception {
        try (SipPhone phone = phone(ProtectionPolicy.OFF, "off")) {
            phone.callRefused(ENCRYPTED, 488);
        }
    }
}
