package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Secret;
import dev.sotto.config.TrunkSettings;
import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.Trunks;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.orchestrator.message.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trunk's codecs are what our calls over it offer. */
class TrunkCodecsIT {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void callOverATrunkOffersWhatTheTrunkWants() throws Exception {
        assertThat(offerOver(List.of("pcma")))
                .contains("m=audio")
                .contains("PCMA/8000")
                .doesNotContain("PCMU");
    }

    @Test
    void callOverATrunkThatSaysNothingOffersTheUsual() throws Exception {
        assertThat(offerOver(List.of())).contains("PCMU/8000");
    }

    private String offerOver(List<String> codecs) throws Exception {
        Trunk carrier = carrier(codecs);
        Trunking trunking = new Trunking(
                new Trunks(List.of(carrier)),
                Gatekeeper.Rules.OPEN,
                TrunkMeters.NONE,
                InstantSource.system(),
                new Random(7));
        CompletableFuture<String> offered = new CompletableFuture<>();
        CallVerticle edge = edge().over(trunking).calling(new OfferProbe(carrier, offered), CallBackRule.NOBODY);
        vertx.deployVerticle(edge).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        edge.place(new Dial("c-1", "tel:+4930", null, null, Duration.ofSeconds(5), Dial.TALK), new Unheard());
        return offered.get(20, TimeUnit.SECONDS);
    }

    private static CallVerticle edge() {
        CallVerticle.Parts parts = new CallVerticle.Parts(
                new Addresses("codecs", 1),
                MediaPorts.of(26_600, 26_699),
                text -> new ShortSound(),
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> "c-1");
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress());
        return new CallVerticle(new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, false, 10), parts);
    }

    private static Trunk carrier(List<String> codecs) {
        return new Trunk(new TrunkSettings(
                "carrier",
                List.of(),
                "",
                new Secret(""),
                "carrier.test",
                "auto",
                "",
                "",
                new Secret(""),
                Optional.empty(),
                Map.of(),
                "",
                List.of(),
                codecs,
                10,
                "",
                Map.of(),
                false,
                Duration.ZERO));
    }

    /** Knows the trunk, keeps the offer, and places nothing. */
    private record OfferProbe(Trunk trunk, CompletableFuture<String> offered) implements Ways {
        @Override
        public Trunk trunkOf(Dial dial) {
            return trunk;
        }

        @Override
        public Future<CallPlan> to(Dial dial, String offer) {
            offered.complete(offer);
            return Future.failedFuture("nobody is called here");
        }
    }

    private static final class Unheard implements Lines.Progress {
        @Override
        public void ringing() {}

        @Override
        public void early() {}

        @Override
        public void answered() {}

        @Override
        public void machine() {}

        @Override
        public void reached() {}

        @Override
        public void ended(Termination termination, @Nullable Integer status) {}
    }
}
