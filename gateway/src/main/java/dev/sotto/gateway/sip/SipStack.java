package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.auth.DigestClient;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.MalformedMessage;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.SipReceiver;
import dev.sotto.gateway.sip.transport.SipRouter;
import dev.sotto.gateway.sip.transport.SipTransport;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.TrunkLine;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * From octets to transactions to the core, without sockets and clocks: datagrams and time come in as arguments, messages
 * leave through {@link SipTransport}. Loop thread only.
 */
final class SipStack implements SipReceiver {
    private final SipSettings settings;
    private final SipMeters meters;
    private final SipIds ids;
    private final SipParser parser;
    private final SipTransport transport;
    private final TimerWheel wheel;
    private final TransactionTable transactions;
    private final Responses responses;
    private final CallTable calls;
    private final UasCore core;
    private final ChallengedSender requests;
    private Gatekeeper gate;
    private long nowMillis;
    private final UacCore ours;

    SipStack(
            SipSettings settings,
            SipListener listener,
            SipMeters meters,
            SipTransport transport,
            TimerWheel wheel,
            RandomGenerator random) {
        this(settings, listener, meters, transport, SipRouter.LITERALS, wheel, random);
    }

    SipStack(
            SipSettings settings,
            SipListener listener,
            SipMeters meters,
            SipTransport transport,
            SipRouter router,
            TimerWheel wheel,
            RandomGenerator random) {
        this.settings = settings;
        this.meters = meters;
        this.transport = transport;
        this.wheel = wheel;
        ids = new SipIds(random);
        parser = new SipParser(settings.limits());
        SipTimers timers = SipTimers.of(settings.t1().toMillis());
        TransactionContext context = new TransactionContext(timers, wheel, transport, meters);
        transactions = new TransactionTable(context, settings.limits().maxTransactions());
        responses = new Responses(settings, transport);
        RequestSender sending = new RequestSender(transport, transactions, ids);
        requests = new ChallengedSender(sending, new DigestClient(random));
        InDialogSender sender = new InDialogSender(settings, responses, sending, requests, router);
        gate = Gatekeeper.open(random);
        calls = new CallTable(meters);
        CallContext callContext = new CallContext(context, calls, responses, sender, ids, settings.retryAfterSeconds());
        ours = new UacCore(settings, sending, callContext, transactions);
        core = new UasCore(callContext, transactions, listener, settings.limits());
    }

    /** Our own calls. */
    UacCore ours() {
        return ours;
    }

    UasCore core() {
        return core;
    }

    CallTable calls() {
        return calls;
    }

    TransactionTable transactions() {
        return transactions;
    }

    /** What sends requests of ours outside of calls. */
    TrunkLine line() {
        return new OutsideSender(settings, transport, wheel, requests, ids);
    }

    void advanceTo(long millis) {
        nowMillis = millis;
        wheel.advanceTo(millis);
    }

    /** Who says from now on who may call; everybody may before. */
    void gate(Gatekeeper keeper) {
        gate = keeper;
        calls.load(keeper.load());
    }

    @Override
    public void receiveBroken(byte[] head, int status, String reason, Hop source) {
        if (!gate.hears(source, nowMillis)) {
            meters.dropped(SipMeters.Drop.UNWELCOME);
            return;
        }
        try {
            SipMessage message = parser.parse(head);
            onMalformed(message instanceof SipRequest request ? request : null, Reply.of(status, reason), source);
        } catch (MalformedMessage e) {
            onMalformed(e.request(), Reply.of(status, reason), source);
        }
    }

    @Override
    public void receive(byte[] datagram, Hop source) {
        if (!looksLikeSip(datagram)) {
            meters.dropped(SipMeters.Drop.KEEP_ALIVE);
            return;
        }
        if (!isResponse(datagram) && !gate.hears(source, nowMillis)) {
            meters.dropped(SipMeters.Drop.UNWELCOME);
            return;
        }
        try {
            SipMessage message = parser.parse(datagram);
            if (message instanceof SipRequest request) {
                onRequest(request, source);
            } else if (message instanceof SipResponse response) {
                onResponse(response);
            }
        } catch (MalformedMessage e) {
            onMalformed(e.request(), Reply.of(e.status(), e.reason()), source);
        }
    }

    /** CRLF keep-alives, STUN and the like don't begin with a token (RFC 5626, 4.4). */
    private static boolean looksLikeSip(byte[] datagram) {
        for (byte octet : datagram) {
            if (octet != '\r' && octet != '\n') {
                return octet > ' ' && octet < 0x7f;
            }
        }
        return false;
    }

    /** Responses are asked for: who sends others finds no transaction. */
    private static boolean isResponse(byte[] datagram) {
        return datagram.length > 3
                && datagram[0] == 'S'
                && datagram[1] == 'I'
                && datagram[2] == 'P'
                && datagram[3] == '/';
    }

    private void onRequest(SipRequest message, Hop source) {
        meters.received(SipRequest.SUPPORTED_METHODS.contains(message.method()) ? message.method() : "other");
        IncomingRequest request;
        try {
            request = IncomingRequest.of(message, source);
        } catch (SipSyntaxException e) {
            onMalformed(message, Reply.of(400, e.what()), source);
            return;
        }
        ServerTransaction known = transactions.server(TransactionKey.ofServer(request));
        if (request.is(SipRequest.ACK)) {
            onAck(request, known);
        } else if (known != null) {
            known.onRetransmission();
        } else if (transactions.isFull()) {
            refuseStateless(request, unavailable());
        } else if (request.toTag().isEmpty() && !request.is(SipRequest.CANCEL)) {
            onStranger(request);
        } else {
            core.onRequest(transactions.open(request));
        }
    }

    /** Outside of calls: nothing is remembered of a request before its sender is let in (RFC 3261, 8.2.7). */
    private void onStranger(IncomingRequest request) {
        Gatekeeper.Verdict verdict = gate.admit(request.message(), request.source(), nowMillis);
        if (verdict instanceof Gatekeeper.Welcome welcome) {
            core.onRequest(transactions.open(request.over(welcome.trunk())));
        } else if (verdict instanceof Gatekeeper.Refused refused) {
            Reply reply = Reply.of(refused.status());
            refuseStateless(request, new Reply(reply.status(), reply.reason(), refused.extra(), reply.body()));
        } else {
            meters.dropped(SipMeters.Drop.UNWELCOME);
        }
    }

    /** An ACK to a refusal has the branch of its INVITE, one to a 2xx has its own (RFC 3261, 17.1.1.3); RFC 2543's hasn't. */
    private void onAck(IncomingRequest ack, @Nullable ServerTransaction known) {
        if (known instanceof InviteServerTransaction invite
                && invite.state() != InviteServerTransaction.State.ACCEPTED) {
            invite.onAck();
        } else {
            core.onAck(ack);
        }
    }

    private void onResponse(SipResponse response) {
        meters.received(response.status());
        try {
            Essentials essentials = Essentials.of(response.headers());
            ClientTransaction client = essentials.vias().size() > 1
                    ? null
                    : transactions.client(TransactionKey.ofClient(essentials.topVia(), essentials.cseq()));
            if (client == null) {
                meters.dropped(SipMeters.Drop.STRAY_RESPONSE);
            } else {
                client.onResponse(response);
            }
        } catch (SipSyntaxException e) {
            meters.malformed();
            meters.dropped(SipMeters.Drop.MALFORMED);
        }
    }

    private void onMalformed(@Nullable SipRequest request, Reply reply, Hop source) {
        meters.malformed();
        String via = request == null ? null : request.headers().first(HeaderNames.VIA);
        if (request == null || via == null || request.is(SipRequest.ACK)) {
            meters.dropped(SipMeters.Drop.MALFORMED);
            return;
        }
        transport.send(responses.toMalformed(request, reply, ids.statelessTag(request)), responseHop(via, source));
        meters.sent(reply.status());
    }

    private static Hop responseHop(String via, Hop source) {
        try {
            return IncomingRequest.responseHop(Via.parse(Lexer.split(via).get(0)), source);
        } catch (SipSyntaxException e) {
            return source;
        }
    }

    private Reply unavailable() {
        return Reply.of(503).with(HeaderNames.RETRY_AFTER, Integer.toString(settings.retryAfterSeconds()));
    }

    private void refuseStateless(IncomingRequest request, Reply reply) {
        transport.send(responses.to(request, reply, ids.statelessTag(request.message())), request.responseHop());
        meters.sent(reply.status());
    }
}
