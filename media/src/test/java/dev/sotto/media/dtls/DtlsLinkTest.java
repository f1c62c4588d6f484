package dev.sotto.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.sdp.Fingerprint;
import dev.sotto.media.sdp.Protection.Dtls;
import dev.sotto.media.srtp.SrtpSuite;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two links that hand each other their datagrams. */
class DtlsLinkTest {
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Handshakes ours = handshakes(Duration.ofSeconds(20));
    private final Handshakes theirs = handshakes(Duration.ofSeconds(20));

    private static Handshakes handshakes(Duration timeout) {
        return Handshakes.start(Instant.now(), timeout, new SecureRandom());
    }

    @AfterEach
    void stop() {
        ours.close();
        theirs.close();
        loop.shutdownNow();
    }

    private final class End implements DtlsLink.Listener {
        private final CompletableFuture<MadeKeys> keys = new CompletableFuture<>();
        private final CompletableFuture<String> failure = new CompletableFuture<>();
        private final Predicate<Integer> lost;
        private DtlsLink other;
        private int sent;

        End(Predicate<Integer> lost) {
            this.lost = lost;
        }

        @Override
        public void onSend(byte[] datagram) {
            if (!lost.test(sent++)) {
                loop.execute(() -> other.onPacket(Unpooled.wrappedBuffer(datagram)));
            }
        }

        @Override
        public void onKeys(MadeKeys made) {
            keys.complete(made);
        }

        @Override
        public void onFailed(String reason) {
            failure.complete(reason);
        }
    }

    private void connect(End passive, End active, Fingerprint ofPassive, Fingerprint ofActive) {
        DtlsLink server = new DtlsLink(ours, new Dtls(ofActive, false), loop, passive);
        DtlsLink client = new DtlsLink(theirs, new Dtls(ofPassive, true), loop, active);
        passive.other = client;
        active.other = server;
        loop.execute(client::reachable);
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void bothEndsMakeTheSameKeys() throws Exception {
        End passive = new End(number -> false);
        End active = new End(number -> false);
        connect(passive, active, ours.fingerprint(), theirs.fingerprint());
        MadeKeys here = soon(passive.keys);
        MadeKeys there = soon(active.keys);
        assertThat(here.sending()).isEqualTo(there.receiving()).isNotEqualTo(here.receiving());
        assertThat(here.receiving()).isEqualTo(there.sending());
        assertThat(here.sending().suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    }

    @Test
    void lostMessagesAreRepeatedTheLastOnesToo() throws Exception {
        End passive = new End(number -> number == 0 || number == 6 || number == 7);
        End active = new End(number -> number == 0 || number == 2);
        connect(passive, active, ours.fingerprint(), theirs.fingerprint());
        assertThat(soon(passive.keys).sending()).isEqualTo(soon(active.keys).receiving());
    }

    @Test
    void anotherCertificateThanThePromisedOneGetsNoKeys() throws Exception {
        End passive = new End(number -> false);
        End active = new End(number -> false);
        connect(passive, active, ours.fingerprint(), ours.fingerprint());
        assertThat(soon(passive.failure)).contains("bad_certificate");
        soon(active.failure);
        assertThat(passive.keys).isNotDone();
        assertThat(active.keys).isNotDone();
    }

    @Test
    void weCheckTheCertificateWhenWeBeginToo() throws Exception {
        End passive = new End(number -> false);
        End active = new End(number -> false);
        connect(passive, active, theirs.fingerprint(), theirs.fingerprint());
        assertThat(soon(active.failure)).contains("bad_certificate");
        soon(passive.failure);
        assertThat(passive.keys).isNotDone();
    }

    @Test
    void aPeerThatFallsSilentIsGivenUpAndItsWorkerIsFreeAgain() throws Exception {
        try (Handshakes hasty = handshakes(Duration.ofMillis(300))) {
            End active = new End(number -> true);
            DtlsLink link = new DtlsLink(hasty, new Dtls(ours.fingerprint(), true), loop, active);
            loop.execute(link::reachable);
            soon(active.failure);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (hasty.pending() > 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(hasty.pending()).isZero();
        }
    }

    @Test
    void rubbishMakesNoKeysAndTheEndOfTheCallFreesTheWorker() throws Exception {
        End passive = new End(number -> true);
        DtlsLink link = new DtlsLink(ours, new Dtls(theirs.fingerprint(), false), loop, passive);
        byte[] rubbish = new byte[100];
        rubbish[0] = 22;
        CompletableFuture<Void> offered = new CompletableFuture<>();
        loop.execute(() -> {
            for (int i = 0; i < 200; i++) {
                link.onPacket(Unpooled.wrappedBuffer(rubbish));
            }
            link.close();
            offered.complete(null);
        });
        soon(offered);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ours.pending() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(ours.pending()).isZero();
        assertThat(passive.keys).isNotDone();
    }

    @Test
    void placesAreBounded() {
        CompletableFuture<Void> hold = new CompletableFuture<>();
        int taken = 0;
        while (taken < 1_000 && ours.run(hold::join)) {
            taken++;
        }
        hold.complete(null);
        assertThat(taken).isEqualTo(Handshakes.AT_ONCE + Handshakes.WAITING);
    }
}
