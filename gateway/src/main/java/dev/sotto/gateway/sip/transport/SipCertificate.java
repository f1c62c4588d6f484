package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whose certificate it is (RFC 5922, 7): SIP domains of subjectAltName, else its DNS names, else, where there is no
 * subjectAltName at all, the common name. No wildcards. An address is matched by an IP address entry.
 */
final class SipCertificate {
    private static final int DNS_NAME = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;

    private SipCertificate() {}

    /** @param domain name, IPv4 address, or IPv6 address in brackets or without */
    static boolean identifies(X509Certificate certificate, String domain) {
        String wanted = domain.startsWith("[") ? domain.substring(1, domain.length() - 1) : domain;
        byte[] address = NetUtil.createByteArrayFromIpAddressString(wanted);
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return address == null && commonName(certificate).equalsIgnoreCase(wanted);
            }
            if (address != null) {
                return of(names, ADDRESS).stream()
                        .anyMatch(one -> Arrays.equals(address, NetUtil.createByteArrayFromIpAddressString(one)));
            }
            List<String> sipDomains = sipDomains(of(names, URI));
            List<String> identities = sipDomains.isEmpty() ? of(names, DNS_NAME) : sipDomains;
            return identities.stream().anyMatch(wanted::equalsIgnoreCase);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static List<String> of(Collection<List<?>> names, int type) {
        return names.stream()
                .filter(name -> Integer.valueOf(type).equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    /** Hosts of {@code sip:} URIs that name no user (7.1); {@code sips:} is not accepted there. */
    private static List<String> sipDomains(List<String> uris) {
        List<String> domains = new ArrayList<>();
        for (String text : uris) {
            try {
                SipUri uri = SipUri.parse(text);
                if (uri.scheme().equals("sip") && uri.userInfo() == null) {
                    domains.add(uri.host().toLowerCase(Locale.ROOT));
                }
            } catch (SipSyntaxException notSip) {
                // some other URI says nothing about SIP
            }
        }
        return domains;
    }

    private static String commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
            return "";
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
