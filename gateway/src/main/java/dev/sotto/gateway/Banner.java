package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.gateway.sip.transport.SipTransports.Listening;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** What an operator is told when the gateway is ready. */
public record Banner(String text, int httpPort, InetSocketAddress sip) {
    static Banner of(Settings settings, Groundwork ground, Sound sound, int port, List<Listening> listening) {
        InetSocketAddress sip = listening.get(0).address();
        String http = "http://" + settings.http().host() + ":" + port;
        String where = sip.getHostString() + ":" + sip.getPort();
        StringBuilder text = new StringBuilder(1024);
        line(text, "", "");
        line(text, "Sotto is ready", ground.playbook().persona().company());
        line(text, "  desk", http + "/desk");
        line(text, "  chat", http + "/chat");
        line(
                text,
                "  call",
                "sip:shop@" + where + " (" + protocols(listening) + ")"
                        + (settings.demo().enabled()
                                ? "; sip:echo@" + where + " and sip:prompt@" + where + " for measurements"
                                : ""));
        line(text, "  REST", http + "/openapi.yaml");
        line(text, "  sign in", signIn(settings, ground));
        line(
                text,
                "  API key",
                settings.apiKey().isEmpty() ? "in " + ground.folder().apiKeyFile() : "as set");
        line(
                text,
                "  hears",
                sound.recognizer() == null
                        ? "keypad only"
                        : sound.recognizer().name() + ": " + sound.recognizer().limits());
        line(text, "  speaks", sound.voice().name() + ": " + sound.voice().limits());
        line(text, "  database", settings.databaseUrl().isEmpty() ? "embedded, in " + settings.data() : "as set");
        return new Banner(text.toString(), port, sip);
    }

    /** UDP and TCP share the address; the others have a port of their own. */
    private static String protocols(List<Listening> listening) {
        int port = listening.get(0).address().getPort();
        return listening.stream()
                .map(one -> one.protocol().name()
                        + (one.address().getPort() == port
                                ? ""
                                : " on " + one.address().getPort())
                        + (one.protocol().webSocket() ? "/sip" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String signIn(Settings settings, Groundwork ground) {
        String names = settings.agents().stream()
                .map(person -> person.name() + (person.role().equals("agent") ? "" : " (" + person.role() + ")"))
                .collect(Collectors.joining(", "));
        if (!settings.demo().enabled() || !settings.agents().get(0).password().isEmpty()) {
            return names;
        }
        return names + "; password "
                + (settings.demo().password().isEmpty()
                        ? ground.demoPassword().value()
                        : "as set by SOTTO_DEMO_PASSWORD");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name.isEmpty() ? "" : String.format("%-16s %s", name, value))
                .append(System.lineSeparator());
    }

    @Override
    public String toString() {
        return text;
    }
}
