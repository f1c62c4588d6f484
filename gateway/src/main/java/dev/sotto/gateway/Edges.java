package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.gateway.access.AccessControl;
import dev.sotto.gateway.access.Account;
import dev.sotto.gateway.access.PasswordHash;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.api.RecordingsApi;
import dev.sotto.gateway.api.TrunksApi;
import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.call.CallRules;
import dev.sotto.gateway.call.CallSettings;
import dev.sotto.gateway.call.CallVerticle;
import dev.sotto.gateway.call.DirectCallBack;
import dev.sotto.gateway.call.RoutedWays;
import dev.sotto.gateway.call.TransferTargets;
import dev.sotto.gateway.call.Trunking;
import dev.sotto.gateway.chat.ChatSettings;
import dev.sotto.gateway.http.HttpEdgeSettings;
import dev.sotto.gateway.http.HttpShared;
import dev.sotto.gateway.ops.ReadyCheck;
import dev.sotto.gateway.outbound.Dialler;
import dev.sotto.gateway.outbound.DiallerSettings;
import dev.sotto.gateway.outbound.Targets;
import dev.sotto.gateway.shop.OrdersService;
import dev.sotto.gateway.shop.PublishedKeys;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.gateway.webcall.WebCallRoutes;
import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSecurity;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.orchestrator.journal.Database;
import dev.sotto.orchestrator.journal.PgJournal;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Builds the edges out of settings. */
record Edges(
        Vertx vertx,
        Settings settings,
        Meters meters,
        Clock clock,
        SecureRandom random,
        Addresses addresses,
        Trunking trunking,
        BooleanSupplier welcome) {

    private static final int MAX_BODY_BYTES = 64 * 1024;

    /** Whom we may call. */
    Targets targets() {
        Settings.Calls calls = settings.calls();
        return Targets.of(calls.allow(), isLoopback(), number -> hasWay(number));
    }

    private boolean hasWay(String number) {
        return !settings.calls().proxy().isEmpty()
                || trunking.board().trunks().forOutgoing(number).isPresent();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(settings.sip().host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    Dialler dialler(CallVerticle telephone, Database database) {
        Settings.Calls calls = settings.calls();
        DiallerSettings wanted = new DiallerSettings(
                calls.answerWithin(),
                calls.atOnce(),
                calls.perSecond(),
                calls.gap(),
                calls.tries(),
                calls.retryAfter(),
                calls.retryLost(),
                calls.hours());
        return new Dialler(
                wanted,
                new Dialler.Parts(
                        addresses,
                        database.pool(),
                        telephone,
                        addresses.edge(CallVerticle.EDGE),
                        targets(),
                        clock,
                        () -> UUID.randomUUID().toString(),
                        welcome));
    }

    CallVerticle telephone(Sound sound, MediaSecurity security) {
        CallVerticle.Parts parts = new CallVerticle.Parts(
                addresses,
                meters.ports(MediaPorts.of(
                        settings.rtp().ports().first(), settings.rtp().ports().last())),
                sound.narrator(),
                sound.ears(),
                meters.sip(),
                meters.media(),
                meters.calls(),
                clock,
                () -> UUID.randomUUID().toString());
        String advertised = settings.sip().advertise();
        Targets targets = targets();
        Settings.Calls placed = settings.calls();
        return new CallVerticle(
                        new CallSettings(
                                settings.sip().host(),
                                settings.sip().port(),
                                SipSettings.DEFAULT
                                        .withAdvertisedHost(advertised.isEmpty() ? null : advertised)
                                        .withTransports(SipWays.of(settings.sip())),
                                media(advertised, security),
                                settings.demo().enabled(),
                                settings.sip().maxCalls(),
                                rules(),
                                settings.sip().loops()),
                        parts)
                .over(trunking)
                .calling(
                        new RoutedWays(trunking, placed.proxy(), placed.from(), targets::allows, random),
                        new DirectCallBack(targets::allows));
    }

    private CallRules rules() {
        Settings.InCall inCall = settings.inCall();
        return new CallRules(inCall.maxHold(), TransferTargets.of(inCall.transferTargets()), CallRules::isLocal);
    }

    private MediaSettings media(String advertised, MediaSecurity security) {
        try {
            InetAddress bind = InetAddress.getByName(settings.sip().host());
            MediaSettings base = MediaSettings.defaults(bind);
            return new MediaSettings(
                    bind,
                    advertised.isEmpty()
                            ? base.advertisedAddress()
                            : InetAddress.getByName(advertised).getHostAddress(),
                    settings.rtp().timeout(),
                    base.relatchSilence(),
                    base.reportInterval(),
                    base.jitterPackets(),
                    base.phraseLimit(),
                    base.receiveBufferBytes(),
                    base.lanesPerPort(),
                    base.prompt(),
                    base.turn(),
                    security,
                    FormatPreference.parse(settings.rtp().codecs()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sip.host or sip.advertise is no address: " + e.getMessage(), e);
        }
    }

    /** Peers can't send sound to "any address" (in SDP it means hold): the first address of this machine's that isn't loopback. */
    private static String told(InetAddress bind) {
        if (!bind.isAnyLocalAddress()) {
            return bind.getHostAddress();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElse("127.0.0.1");
        } catch (SocketException e) {
            throw new IllegalStateException("set sip.advertise: this machine's addresses can't be read", e);
        }
    }

    HttpEdgeSettings http(int port, String company) {
        ChatSettings chat = ChatSettings.DEFAULT;
        Set<String> origins = Set.of(settings.http().chatOrigins().split("\\s+"));
        return HttpEdgeSettings.of(settings.http().host(), port)
                .withMaxConnections(settings.http().maxConnections())
                .withRate(RateLimit.Settings.of(settings.http().requestsPerSecond()))
                .withChat(new ChatSettings(
                        origins,
                        settings.chat().grace(),
                        chat.integratorIdle(),
                        settings.chat().max(),
                        chat.outbox(),
                        company));
    }

    HttpShared shared(
            Groundwork ground,
            Database database,
            PgJournal journal,
            JournalArchive archive,
            ApprovalTokens tokens,
            CallDesk calls) {
        AccessControl access =
                new AccessControl(accounts(ground), ground.apiKey().value(), clock, random);
        return new HttpShared(
                addresses,
                journal,
                journal::findByResume,
                archive,
                access,
                List.of(new ReadyCheck("database", database::ping), new ReadyCheck("open", this::open)),
                meters.registry(),
                tokens.publicKeys(),
                more(ground, access, calls),
                clock,
                random);
    }

    private List<Consumer<Router>> more(Groundwork ground, AccessControl access, CallDesk calls) {
        List<Consumer<Router>> more = new ArrayList<>(shop(ground));
        more.add(router -> new TrunksApi(trunking.board()).addTo(new Routes(router, access, MAX_BODY_BYTES)));
        more.add(browserCalls(calls));
        RecordingsApi recordings = new RecordingsApi(RecordingFolder.in(settings.data()));
        more.add(router -> recordings.addTo(new Routes(router, access, 1)));
        return more;
    }

    private Consumer<Router> browserCalls(CallDesk calls) {
        RateLimit limit = new RateLimit(WebCallRoutes.OFFERS, clock);
        Secrets secrets = new Secrets(random);
        return router ->
                WebCallRoutes.add(router, vertx, addresses.deskEvents(), calls, limit, secrets, meters.registry());
    }

    private Future<Void> open() {
        return welcome.getAsBoolean()
                ? Future.succeededFuture()
                : Future.failedFuture("calls aren't welcome: the gateway is starting or going down");
    }

    private List<Consumer<Router>> shop(Groundwork ground) {
        if (!settings.demo().enabled() || !settings.tasks().isEmpty()) {
            return List.of();
        }
        OrdersService orders = new OrdersService(
                clock, new PublishedKeys(vertx, ground.ownAddress() + "/.well-known/jwks.json", clock));
        return List.of(router -> router.route("/shop/*").subRouter(orders.router(vertx)));
    }

    private List<Account> accounts(Groundwork ground) {
        return settings.agents().stream()
                .map(person -> new Account(
                        person.name(),
                        Role.valueOf(person.role().toUpperCase(Locale.ROOT)),
                        PasswordHash.of(
                                person.password().isEmpty()
                                        ? ground.demoPassword().value()
                                        : person.password().value(),
                                random)))
                .toList();
    }
}
