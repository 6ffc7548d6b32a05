#!/bin/sh
# Makes the certificates of the tests anew, valid for a hundred years. Their keys are public: trust none of them.
set -eu
cd "$(dirname "$0")"
authority() { # name
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=$1" \
        -keyout "$1.key" -out "$1.pem" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
}
signed() { # name, authority, alternative names, kind of key
    openssl genpkey $4 -out "$1.key"
    openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
    printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$3" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 36500 -extfile "$1.ext" -out "$1.crt"
    cat "$1.crt" "$1.key" >"$1.pem"
    rm "$1.csr" "$1.ext" "$1.crt" "$1.key"
}
EC="-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
authority authority
authority stranger
signed server authority DNS:localhost,DNS:server.test,IP:127.0.0.1,IP:::1 "$EC"
signed renewed authority DNS:localhost,DNS:server.test,IP:127.0.0.1,IP:::1 "$EC"
signed named authority DNS:named.test,DNS:*.wild.test,IP:127.0.0.1 "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"
signed elsewhere authority DNS:elsewhere.test "$EC"
signed client authority DNS:client.test "$EC"
signed intruder stranger DNS:localhost,IP:127.0.0.1 "$EC"
# The same keys in every form.
openssl rsa -in named.pem -traditional -out rsa-pkcs1.pem
openssl ec -in server.pem -out ec-sec1.pem
openssl pkcs8 -topk8 -in server.pem -passout pass:secret -v2 aes-256-cbc -out ec-encrypted.pem
openssl genpkey -algorithm ed25519 -out ed25519.key
openssl req -x509 -key ed25519.key -days 36500 -subj /CN=ed25519 -out ed25519.crt
cat ed25519.key ed25519.crt >ed25519.pem
rm ./*.key ./*.srl ed25519.crt
