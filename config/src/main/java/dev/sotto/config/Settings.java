package dev.sotto.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All settings of a gateway, checked. See {@code reference.yaml} for what each means. */
public record Settings(
        Http http,
        Sip sip,
        Trunks trunks,
        InCall inCall,
        Rtp rtp,
        Speech speech,
        Recording recording,
        Path data,
        Secret databaseUrl,
        Secret apiKey,
        Demo demo,
        String tasks,
        Assistant assistant,
        Chat chat,
        Memory memory,
        Desk desk,
        Calls calls,
        List<Person> agents,
        String logFormat) {

    /**
     * @param chatOrigins what may embed the chat; {@code *} for any, else origins separated by blanks
     * @param requestsPerSecond of one address; 0: any number
     */
    public record Http(String host, int port, String chatOrigins, int maxConnections, int requestsPerSecond) {}

    /**
     * @param advertise host told to callers; empty: the one they reached
     * @param loops event loops that calls are spread over
     */
    public record Sip(
            String host,
            int port,
            String advertise,
            int maxCalls,
            int loops,
            SipTls tls,
            SipWebSocket ws,
            SipConnections connections,
            String dns) {}

    /** @param transferTargets patterns of targets that needn't stand in a task file, separated by blanks */
    public record InCall(Duration maxHold, String transferTargets) {}

    /**
     * SIP over TLS.
     *
     * @param certificate PEM file; empty: TLS is not listened on
     * @param clients {@code none}, {@code request} or {@code require}
     */
    public record SipTls(int port, String certificate, String key, String trust, String clients) {}

    /**
     * SIP over WebSocket.
     *
     * @param port -1: none
     * @param origins of pages that may connect, separated by blanks; {@code *} for any
     */
    public record SipWebSocket(int port, String origins) {}

    /** What connections of TCP, TLS and WebSocket may cost. */
    public record SipConnections(int most, int perAddress, Duration idle) {}

    /**
     * Who may call, and over which trunks.
     *
     * @param open true: calls of nobody we know are served, too
     * @param realm of our digest challenges
     * @param requestsPerSecond of one source that we don't know; 0: any number
     */
    public record Trunks(boolean open, String realm, int requestsPerSecond, List<TrunkSettings> list) {
        public Trunks {
            list = List.copyOf(list);
        }
    }

    /**
     * Sound on the wire.
     *
     * @param srtp whether it is encrypted: {@code off}, {@code optional} or {@code required}
     * @param codecs sound formats, steps of preference between commas, equals between blanks
     */
    public record Rtp(PortRange ports, Duration timeout, String srtp, String codecs) {}

    /**
     * Recognition and synthesis.
     *
     * @param workers recognition threads, at least 1
     * @param vadModel file of a voice detection model; empty: none
     */
    public record Speech(String recognizer, String voice, int workers, String vadModel, SpeechEngineSettings engines) {}

    /**
     * Recordings of calls.
     *
     * @param consent said before anything is recorded; empty: nothing
     * @param keep older recordings are deleted
     */
    public record Recording(boolean enabled, String consent, Duration keep) {}

    public record Demo(boolean enabled, Secret password) {}

    /** @param kind {@code local} or {@code model} */
    public record Assistant(String kind, Model model) {
        public boolean isModel() {
            return kind.equals("model");
        }
    }

    /**
     * Where a language model is asked.
     *
     * @param timeout until the first token
     * @param hedgeAfter zero: no second request
     */
    public record Model(
            String url,
            Secret key,
            String name,
            Duration timeout,
            Duration idleTimeout,
            Duration totalTimeout,
            Duration hedgeAfter,
            int retries,
            int maxTokens,
            Duration slowAfter) {}

    /** @param max conversations at once */
    public record Chat(Duration grace, int max) {}

    /**
     * @param ruleAfter in how many conversations the same must have been answered before a rule is proposed
     * @param sample every so manieth question that a rule would answer still goes to people
     */
    public record Memory(int ruleAfter, Duration ruleLife, int sample, Duration keep) {}

    /**
     * What holds for people at desks.
     *
     * @param wrapUp pause after an answer
     * @param reconnectGrace how long a desk page may be gone before what its agent has taken goes to somebody else
     * @param attentionInARow how many rapid approvals in a row are still fine; 0: any number
     * @param attentionWithin an approval within this time from the offer is rapid
     * @param attentionPause how long an agent with too many of them is offered nothing
     * @param checksPerHundred how many of a hundred cards are followed by one whose right answer is known
     */
    public record Desk(
            Duration wrapUp,
            Duration reconnectGrace,
            int attentionInARow,
            Duration attentionWithin,
            Duration attentionPause,
            int checksPerHundred) {}

    /**
     * Calls that we place.
     *
     * @param allow patterns of targets, with {@code *}; {@code auto}: on loopback, phones on loopback; else nobody
     * @param proxy SIP address that numbers are called through; empty: numbers can't be called
     * @param from who calls, as a SIP address; empty: our own
     * @param answerWithin how long it rings where the order says nothing
     * @param gap between two calls to the same target
     * @param tries how often at most somebody is called who is busy, doesn't answer or can't be reached
     * @param retryLost whether a call that was being placed when the process died may be placed again
     * @param hours from and until when, with a time zone, for example {@code 08:00-20:00 Europe/Berlin}; empty: always
     */
    public record Calls(
            String allow,
            String proxy,
            String from,
            Duration answerWithin,
            int atOnce,
            int perSecond,
            Duration gap,
            int tries,
            Duration retryAfter,
            boolean retryLost,
            String hours) {}

    /**
     * Somebody who may sign in.
     *
     * @param role {@code agent} or {@code supervisor}
     * @param skills what they can be asked, with a level from 1 to 5; empty: everything
     */
    public record Person(String name, Secret password, String role, Map<String, Integer> skills) {
        /** The level of a skill that is named without one. */
        public static final int USUAL_LEVEL = 3;

        public Person {
            skills = Map.copyOf(skills);
        }
    }

    public Settings {
        agents = List.copyOf(agents);
    }

    /** True when the host can be reached from this machine only. */
    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
