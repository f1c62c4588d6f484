package dev.sotto.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All settings of a gateway, checked. See {@code reference.yaml} for what each means. */
public record Settings(
        Http http,
        Sip sip,
        Rtp rtp,
        Speech speech,
        Path data,
        Secret databaseUrl,
        Secret apiKey,
        Demo demo,
        String tasks,
        Chat chat,
        Memory memory,
        List<Person> agents,
        String logFormat) {

    /** @param chatOrigins what may embed the chat; {@code *} for any, else origins separated by blanks */
    public record Http(String host, int port, String chatOrigins) {}

    /** @param advertise host told to callers; empty: the one they reached */
    public record Sip(String host, int port, String advertise, int maxCalls) {}

    public record Rtp(PortRange ports, Duration timeout) {}

    /** @param workers recognition threads, at least 1 */
    public record Speech(String recognizer, String voice, int workers) {}

    public record Demo(boolean enabled, Secret password) {}

    public record Chat(Duration grace) {}

    /**
     * @param ruleAfter in how many conversations the same must have been answered before a rule is proposed
     * @param sample every so manieth question that a rule would answer still goes to people
     */
    public record Memory(int ruleAfter, Duration ruleLife, int sample, Duration keep) {}

    /** @param role {@code agent} or {@code supervisor} */
    public record Person(String name, Secret password, String role, List<String> skills) {
        public Person {
            skills = List.copyOf(skills);
        }
    }

    public Settings {
        agents = List.copyOf(agents);
    }

    /** True when HTTP can be reached from this machine only. */
    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
