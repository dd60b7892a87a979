/// The words that the invented cluster is made of, as tables to draw from.
enum Vocabulary {
  static let clusterName = "prod-eu1"
  static let emitterVersion = "1.19.4+g3a1b2c3d"

  static let namespaces = [
    "ab-testing", "argocd", "batch-jobs", "cart", "catalog", "cert-manager", "checkout",
    "cilium-test-1", "data-platform", "default", "external-dns", "feature-flags",
    "fraud-detection", "frontend-web", "gitlab-runners", "identity", "ingress-nginx", "inventory",
    "istio-system", "kafka", "kube-system", "logging", "ml-serving", "mobile-api", "monitoring",
    "notifications", "partner-gateway", "payments", "postgres-operator", "pricing",
    "recommendations", "redis", "reporting", "sandbox", "search", "shipping", "staging-checkout",
    "staging-payments", "user-profile", "vault",
  ]

  /// The name of the namespace of this number: behind the last one they begin anew, numbered.
  static func namespace(_ number: Int) -> String {
    let name = namespaces[number % namespaces.count]
    return number < namespaces.count ? name : "\(name)-\(number / namespaces.count + 1)"
  }

  static let roles = [
    "api", "web", "worker", "db", "cache", "gateway", "scheduler", "controller", "consumer",
  ]
  static let tiers = ["frontend", "backend", "data", "infra"]
  static let servicePorts = [
    80, 443, 3000, 4317, 5432, 6379, 8080, 8443, 9090, 9092, 9200, 50051,
  ]

  /// Names outside the cluster: of domains that are reserved for examples (RFC 2606, RFC 6761), so that none is anybody's.
  static let outsideNames = [
    "api.forge.test", "api.purse.test", "api.texts.test", "api.metrics.test", "auth.dock.test",
    "hooks.chat.test", "ntp.clock.test", "oauth2.logins.example", "proxy.go.example", "pip.test",
    "registry-1.dock.test", "s3.eu-west-1.cloud.example", "sts.eu-west-1.cloud.example",
  ]

  static let allowPolicies = [
    "allow-dns", "allow-prometheus", "allow-ingress", "allow-same-namespace", "allow-kube-api",
  ]
  static let denyPolicies = [
    "deny-legacy", "deny-metadata-api", "deny-cross-tenant", "deny-world-egress", "quarantine",
  ]

  static let requestMethods = ["GET", "GET", "GET", "POST", "PUT", "DELETE"]
  static let requestPaths = [
    "/healthz", "/v1/orders", "/v1/orders?limit=50&after=1f3a", "/api/v2/items/8841",
    "/metrics", "/graphql", "/login?next=%2Fcart", "/v1/search?q=<shoes>&sort=price",
  ]
  static let responseCodes = [200, 200, 200, 201, 204, 301, 400, 404, 429, 500, 503]
  static let userAgents = [
    "Go-http-client/1.1", "curl/8.5.0", "kube-probe/1.31", "okhttp/4.12.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0",
  ]

  static let instanceTypes = ["m6i.2xlarge", "c6i.4xlarge", "r6i.xlarge"]

  /// Drop reasons that have no policy behind them, as often as they stand here.
  static let plainDropReasons = [
    DropReason(number: 158, name: "SERVICE_BACKEND_NOT_FOUND"),
    DropReason(number: 158, name: "SERVICE_BACKEND_NOT_FOUND"),
    DropReason(number: 169, name: "FIB_LOOKUP_FAILED"),
    DropReason(number: 169, name: "FIB_LOOKUP_FAILED"),
    DropReason(number: 151, name: "STALE_OR_UNROUTABLE_IP"),
    DropReason(number: 136, name: "CT_MISSING_TCP_ACK_FLAG"),
    DropReason(number: 135, name: "CT_TRUNCATED_OR_INVALID_HEADER"),
    DropReason(number: 155, name: "CT_MAP_INSERTION_FAILED"),
    DropReason(number: 203, name: "DROP_EP_NOT_READY"),
  ]

  /// Words outside ASCII for the `unicode` shape: two, three and four bytes a character.
  static let worldWords = [
    "équipe-paiement", "größe-süd", "отдел-склад", "支付-团队", "検索チーム", "결제-팀",
    "ομάδα-πωλήσεων", "צוות-תשלומים", "ทีมค้นหา", "भुगतान", "🚀-deploy", "naïve-café",
  ]
}

/// Why the datapath dropped a packet: number and name of Cilium's `flow.DropReason`.
struct DropReason: Sendable {
  let number: Int
  let name: String

  static let policyDenied = DropReason(number: 133, name: "POLICY_DENIED")
  static let policyDeny = DropReason(number: 181, name: "POLICY_DENY")
  static let authenticationRequired = DropReason(number: 189, name: "AUTH_REQUIRED")
}
