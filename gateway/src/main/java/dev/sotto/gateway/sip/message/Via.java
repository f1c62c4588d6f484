package dev.sotto.gateway.sip.message;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One Via value (RFC 3261, 20.42): where a response goes. */
public record Via(String protocol, String transport, HostPort sentBy, Params params) {
    public static final String COOKIE = "z9hG4bK";

    public static Via parse(String text) throws SipSyntaxException {
        Lexer lexer = new Lexer(text);
        String name = lexer.skipSpace().token();
        lexer.skipSpace().expect('/');
        String version = lexer.skipSpace().token();
        lexer.skipSpace().expect('/');
        String transport = lexer.skipSpace().token();
        if (!Lexer.isSpace(lexer.peek())) {
            throw lexer.error("space expected behind transport");
        }
        String sentBy = lexer.skipSpace().until(";");
        return new Via(name + "/" + version, transport, HostPort.parse(sentBy.trim()), Params.parse(lexer));
    }

    @Nullable
    public String branch() {
        return params.value("branch");
    }

    /** True where the branch alone names the transaction (17.2.3): the cookie and something behind it. */
    public boolean hasUniqueBranch() {
        String branch = branch();
        return branch != null && branch.length() > COOKIE.length() && branch.regionMatches(true, 0, COOKIE, 0, 7);
    }

    /** Says where the request really came from (18.2.1 and RFC 3581, 4). */
    public Via receivedFrom(InetSocketAddress remote) {
        String address = NetUtil.toAddressString(remote.getAddress());
        boolean asked = params.has("rport");
        Params known = params;
        if (asked) {
            known = known.with("rport", Integer.toString(remote.getPort()));
        }
        if (asked || !sentBy.host().equals(HostPort.text(remote.getAddress()))) {
            known = known.with("received", address);
        }
        return new Via(protocol, transport, sentBy, known);
    }

    /**
     * Where the response to a request from {@code remote} goes over UDP (18.2.2 and RFC 3581, 4): to its source
     * address, and to its source port if the client asked for that. {@code maddr} is not followed: it would let
     * anyone aim our responses at a third party.
     */
    public InetSocketAddress responseAddress(InetSocketAddress remote) {
        int port = params.has("rport") ? remote.getPort() : sentBy.portOrDefault();
        return port == remote.getPort() ? remote : new InetSocketAddress(remote.getAddress(), port);
    }

    @Override
    public String toString() {
        return protocol + "/" + transport + " " + sentBy + params;
    }
}
