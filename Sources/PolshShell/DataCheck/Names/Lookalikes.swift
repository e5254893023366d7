/// Makes names one that look alike on paper: 人間市 and 入間市, 髙木 and 高木, ゴミ and ごみ, センタ一 and センター.
///
/// Old and new forms of a character, characters that are misread for each other, katakana and hiragana, small and large
/// kana, dashes; blanks and middle dots are left out. Both names are expected folded (`TextFolding`).
enum Lookalikes {
  /// Characters of one group look alike; characters that tell real names apart (大田 and 太田) are not among them.
  private static let groups =
    "高髙 崎﨑 斉斎齋齊 辺邊邉 沢澤 浜濱 島嶋嶌 桜櫻 国國 広廣 関關 竜龍 滝瀧 富冨 宝寶 学學 条條 万萬 円圓 会會 与與 恵惠 栄榮 檜桧 真眞"
    + " 鉄鐵 豊豐 来來 歴歷 暦曆 塩鹽 徳德 吉𠮷 土士𡈽 橋槗 柳栁 館舘 峰峯 岳嶽 参參 芸藝 労勞 単單 営營 厳嚴 実實 寿壽 尽盡 巌巖 応應 恒恆"
    + " 懐懷 戸戶 検檢 横橫 瀬瀨 焼燒 猪豬 県縣 稲稻 穂穗 窓窗 経經 総總 緑綠縁 縄繩 艶艷 荘莊 薫薰 蔵藏 蛍螢 覚覺 観觀 読讀 転轉 郎郞 黒黑 黄黃"
    + " 鴎鷗 籠篭 頬頰 曽曾 余餘 予豫 台臺 弁辨瓣辯 証證 旧舊 児兒 体體 医醫 区區 号號 図圖 団團 声聲 売賣 変變 対對 専專 将將 衛衞 薗園 駅驛"
    + " 人入 未末 千干于 己已巳 問間 綱網 微徴徽 崇祟 日曰 侍待 官宮 午牛 矢失 幣弊 塾熟 遣遺 撤徹 慨概 侯候 壁璧 孤弧 裁栽"
    // Kanji that are misread for kana.
    + " ろ口 に二 か力 た夕 え工 と卜 は八 ー一-‐–—―−"

  private static let first: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    for group in groups.split(separator: " ") {
      guard let first = group.unicodeScalars.first else { continue }
      for scalar in group.unicodeScalars.dropFirst() { table[scalar.value] = first.value }
    }
    return table
  }()

  /// What is the same for names that look alike; nil for a name too short to go by.
  static func form(of name: String) -> String? {
    var form = String.UnicodeScalarView()
    let isCode = name.utf8.allSatisfy { $0 < 0x80 }
    for scalar in name.unicodeScalars {
      var value = scalar.value
      switch value {
      case 0x20, 0x30FB: continue
      // Codes may well differ by case.
      case 0x41...0x5A where !isCode: value += 0x20
      case 0x30A1...0x30F6, 0x30FD, 0x30FE: value -= 0x60
      default: break
      }
      if small.contains(value) { value += 1 }
      if value == 0x3095 { value = 0x304B }
      if value == 0x3096 { value = 0x3051 }
      form.append(Unicode.Scalar(first[value] ?? value) ?? scalar)
    }
    return form.count < 2 ? nil : String(form)
  }

  /// ぁぃぅぇぉっゃゅょゎ: the large one follows each.
  private static let small: Set<UInt32> = [
    0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E,
  ]
}
