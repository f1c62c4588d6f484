package dev.sotto.loadtest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the server is, and what all experiments have in common. */
final class ServerOptions {
    @Option(
            names = "--http",
            paramLabel = "URL",
            description = "The server's HTTP address. Default: ${DEFAULT-VALUE}",
            defaultValue = "http://127.0.0.1:8080")
    URI http = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--sip",
            paramLabel = "HOST:PORT",
            description = "The server's SIP address, over UDP. Default: ${DEFAULT-VALUE}",
            defaultValue = "127.0.0.1:5060")
    String sip = "127.0.0.1:5060";

    @Option(
            names = "--local",
            paramLabel = "ADDRESS",
            description = "Our own address, where the server sends sound to. Default: ${DEFAULT-VALUE}",
            defaultValue = "127.0.0.1")
    String local = "127.0.0.1";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same arrivals, mix and thinking times. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    long seed = 1;

    @Mixin
    ReportOptions reports = new ReportOptions();

    InetSocketAddress sipAddress() throws UnknownHostException {
        int colon = sip.lastIndexOf(':');
        if (colon <= 0 || !sip.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("--sip wants host:port, not " + sip);
        }
        return new InetSocketAddress(
                InetAddress.getByName(sip.substring(0, colon)), Integer.parseInt(sip.substring(colon + 1)));
    }

    InetAddress localAddress() throws UnknownHostException {
        return InetAddress.getByName(local);
    }
}
