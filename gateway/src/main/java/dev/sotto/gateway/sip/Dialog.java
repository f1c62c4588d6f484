package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.PercentEscapes;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of a dialog (RFC 3261, 12): who is who, which way, which number comes next. Loop thread only. */
final class Dialog {
    /** What names a dialog; a peer of RFC 2543 may have no tag. */
    record Key(String callId, String localTag, String remoteTag) {
        static Key of(IncomingRequest request) {
            return new Key(request.callId(), request.toTag(), request.fromTag());
        }
    }

    private final Key key;
    private final NameAddr local;
    private final NameAddr remote;
    private final List<String> routeSet;
    private final Hop flow;
    private final boolean ours;
    private final boolean secure;
    private final List<Header> marks = new ArrayList<>(1);
    private String remoteTarget;
    private long remoteCseq;
    private long localCseq;

    private Dialog(
            Key key, NameAddr local, NameAddr remote, List<String> routeSet, Hop flow, boolean ours, boolean secure) {
        this.key = key;
        this.local = local;
        this.remote = remote;
        this.routeSet = List.copyOf(routeSet);
        this.flow = flow;
        this.ours = ours;
        this.secure = secure;
        remoteTarget = remote.uri();
        remoteCseq = -1;
    }

    /**
     * The dialog that an INVITE of a peer opens (12.1.1).
     *
     * @param localTag the tag of our To in every response
     */
    static Dialog ofUas(IncomingRequest invite, String localTag) throws SipSyntaxException {
        Key key = new Key(invite.callId(), localTag, invite.fromTag());
        NameAddr to = invite.essentials().to();
        NameAddr local = to.tag().isEmpty() ? to.withTag(localTag) : to;
        List<String> routes = invite.headers().values(HeaderNames.RECORD_ROUTE);
        Dialog dialog = new Dialog(
                key, local, invite.essentials().from(), routes, invite.source(), false, Responses.isSecure(invite));
        dialog.remoteCseq = invite.cseq();
        dialog.refreshTarget(invite);
        return dialog;
    }

    /**
     * The dialog that a provisional response or a 2xx to an INVITE of ours opens (12.1.2); each To tag its own, where the
     * INVITE was forked.
     *
     * @param flow where the INVITE went: the way back where the peer's own addresses lead nowhere
     */
    static Dialog ofUac(SipRequest invite, SipResponse response, Hop flow) throws SipSyntaxException {
        Essentials sent = Essentials.of(invite.headers());
        NameAddr remote = Essentials.of(response.headers()).to();
        Key key = new Key(sent.callId(), sent.from().tag(), remote.tag());
        List<String> routes = new ArrayList<>(response.headers().values(HeaderNames.RECORD_ROUTE));
        Collections.reverse(routes);
        Dialog dialog = new Dialog(
                key, sent.from(), remote, routes, flow, true, invite.uri().regionMatches(true, 0, "sips:", 0, 5));
        dialog.localCseq = sent.cseq().number();
        dialog.refreshTarget(response.headers());
        return dialog;
    }

    /** Whether its Call-ID is ours, that is, the INVITE was. */
    boolean isOurs() {
        return ours;
    }

    Key key() {
        return key;
    }

    /** Where the INVITE came from, or, where it is ours, went. */
    Hop flow() {
        return flow;
    }

    String localTag() {
        return key.localTag();
    }

    /** Counts a request of the peer; false where it came out of order (12.2.2). */
    boolean accept(IncomingRequest request) {
        if (request.cseq() <= remoteCseq) {
            return false;
        }
        remoteCseq = request.cseq();
        return true;
    }

    /** Target refresh (12.2.2): the Contact of INVITE, re-INVITE and UPDATE. */
    void refreshTarget(IncomingRequest request) throws SipSyntaxException {
        refreshTarget(request.headers());
    }

    /** The same from a 2xx to a request of ours that refreshes the target (12.2.1.2). */
    void refreshTarget(Headers headers) throws SipSyntaxException {
        String contact = headers.first(HeaderNames.CONTACT);
        if (contact != null) {
            remoteTarget = NameAddr.parse(contact).uri();
        }
    }

    /** A header that everything of ours in this dialog carries from now on. */
    void mark(Header header) {
        marks.removeIf(old -> old.name().equalsIgnoreCase(header.name()));
        marks.add(header);
    }

    List<Header> marks() {
        return marks;
    }

    /**
     * Address of this dialog's peer with what makes it replace this dialog by a new call (RFC 3891, 3; RFC 5589, 7.1): tags as
     * the peer sees them.
     */
    String replacingTarget() {
        String value = key.callId() + ";to-tag=" + key.remoteTag() + ";from-tag=" + key.localTag();
        String uri = withoutHeaders(remoteTarget);
        return uri + "?" + HeaderNames.REPLACES + "=" + PercentEscapes.encode(value);
    }

    CSeq nextCseq(String method) {
        return new CSeq(++localCseq, method);
    }

    /** A request of ours in this dialog (12.2.1.1). */
    SipRequest request(CSeq cseq, Via via, String userAgent, List<Header> extra, byte[] body)
            throws SipSyntaxException {
        List<String> routes = new ArrayList<>(routeSet);
        String uri = remoteTarget;
        if (!routes.isEmpty() && !isLoose(routes.get(0))) {
            uri = NameAddr.parse(routes.remove(0)).uri();
            routes.add("<" + remoteTarget + ">");
        }
        Headers headers = Headers.of(h -> {
            h.add(HeaderNames.VIA, via.toString());
            h.add(HeaderNames.MAX_FORWARDS, "70");
            h.addAll(HeaderNames.ROUTE, routes);
            h.add(HeaderNames.FROM, local.toString());
            h.add(HeaderNames.TO, remote.toString());
            h.add(HeaderNames.CALL_ID, key.callId());
            h.add(HeaderNames.CSEQ, cseq.toString());
            extra.forEach(field -> h.add(field.name(), field.value()));
            marks.forEach(field -> h.add(field.name(), field.value()));
            h.add(HeaderNames.USER_AGENT, userAgent);
        });
        return new SipRequest(cseq.method(), withoutHeaders(uri), headers, body);
    }

    /** Whom the next request is for: first route or remote target (12.2.1.1). */
    String nextUri() throws SipSyntaxException {
        return routeSet.isEmpty()
                ? remoteTarget
                : NameAddr.parse(routeSet.get(0)).uri();
    }

    /**
     * The hop of a literal address, if we can believe it; else back to where the INVITE came from. A URI that names no transport
     * means the one that the peer came by.
     */
    Hop literalHop(SipUri uri) {
        String named = uri.param("transport");
        Protocol asked = named == null ? flow.protocol() : Protocol.ofUri(named);
        Protocol protocol = uri.scheme().equals("sips") ? Protocol.TLS : asked;
        int port = uri.port() == 0 && protocol != null ? protocol.defaultPort() : uri.port();
        InetSocketAddress literal = new HostPort(uri.host(), port).literalAddress();
        if (protocol == null || literal == null || isBehindNat(literal)) {
            return flow;
        }
        return protocol == flow.protocol() ? flow.at(literal) : new Hop(protocol, literal, null, uri.host());
    }

    /** Whether the dialog is one of {@code sips:}, which our Contact must be, too (12.1.1). */
    boolean isSecure() {
        return secure;
    }

    /** A private address written by a peer that came from another one: only its NAT can reach it. */
    private boolean isBehindNat(InetSocketAddress literal) {
        return literal.getAddress().isAnyLocalAddress()
                || literal.getAddress().isSiteLocalAddress()
                        && !literal.getAddress().equals(flow.address().getAddress())
                        && !flow.address().getAddress().isSiteLocalAddress();
    }

    private static boolean isLoose(String route) throws SipSyntaxException {
        String uri = NameAddr.parse(route).uri();
        return SipUri.isSip(uri) && SipUri.parse(uri).param("lr") != null;
    }

    private static String withoutHeaders(String uri) {
        int question = SipUri.isSip(uri) ? uri.indexOf('?', Math.max(0, uri.indexOf('@'))) : -1;
        return question < 0 ? uri : uri.substring(0, question);
    }

    @Nullable
    String remoteDisplay() {
        return remote.displayText();
    }

    String localUri() {
        return local.uri();
    }

    String remoteUri() {
        return remote.uri();
    }
}
