package simtrix.phone.account;

/** What a person scans or types: the server's address, and the code that it made. */
public record PairingCode(String server, String code) {}
